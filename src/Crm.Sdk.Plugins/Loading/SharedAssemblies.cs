using System.Reflection;
using System.Runtime.Loader;

namespace Crm.Sdk.Plugins.Loading;

/// <summary>The assemblies whose types cross the border between host and plugin: always the host's copy, found by simple name.</summary>
/// <remarks>
/// By name only: asking for a higher version than the host has would fail, and the plugin's own copy would then split the types. Versions are compared here instead.
/// </remarks>
internal sealed class SharedAssemblies
{
    /// <summary>What every host shares.</summary>
    public static readonly IReadOnlyList<string> Always =
    [
        SdkVersion.AbstractionsName,
        "Microsoft.Extensions.Configuration.Abstractions",
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Primitives",
        "NodaTime",
    ];

    private readonly Dictionary<string, Assembly> _assemblies = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="further">What this host shares beside <see cref="Always"/>.</param>
    /// <exception cref="CrmException">CRM5501: the host itself does not have one of them.</exception>
    public SharedAssemblies(IEnumerable<string> further)
    {
        // The context that this assembly lives in, which is not the default one where the host is itself loaded into a context.
        HostContext = AssemblyLoadContext.GetLoadContext(typeof(SharedAssemblies).Assembly) ?? AssemblyLoadContext.Default;
        foreach (string name in Always.Concat(further).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                _assemblies.Add(name, HostContext.LoadFromAssemblyName(new AssemblyName(name)));
            }
            catch (Exception e) when (e is FileNotFoundException or FileLoadException or BadImageFormatException)
            {
                throw new CrmException(
                    PluginErrorCodes.LoadFailed, $"The host does not have the assembly {name} that it shares with plugins: {e.Message} Add it to the host.", e);
            }
        }
    }

    public AssemblyLoadContext HostContext { get; }

    public Assembly? Find(string simpleName) => _assemblies.GetValueOrDefault(simpleName);
}
