using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>A source of facts that a run uses.</summary>
/// <param name="Source">The source.</param>
/// <param name="Guard">The guard of the plugin that contributed it; null for a source of the host's own.</param>
/// <param name="Fingerprint">What decides the source's values beside a customer's events, such as plugin version and settings. Another one loads every customer again.</param>
public sealed record FactSourceRegistration(IFactSource Source, IPluginGuard? Guard = null, string Fingerprint = "")
{
    /// <summary>The sources that plugins contribute.</summary>
    internal static FactSourceRegistration[] Of(IExtensions extensions) =>
        [.. extensions.All<IFactSource>().Select(static extension => new FactSourceRegistration(extension.Instance, extension.Guard, InstanceNumbers.Describe(extension.Owner, extension.Instance)))];
}
