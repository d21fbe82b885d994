using Crm.Sdk.Plugins.Discovery;
using Microsoft.Extensions.DependencyInjection;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>What came of loading a plugin.</summary>
/// <param name="Plugin">The plugin; null where it failed.</param>
/// <param name="Outcome">Why it failed; null where it did not.</param>
/// <param name="Services">The plugin's container where it was built, also where something failed after that, to be disposed of.</param>
internal sealed record LoadResult(LoadedPlugin? Plugin, PluginOutcome? Outcome, ServiceProvider? Services);
