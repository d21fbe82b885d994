namespace Crm.Sdk.Plugins;

/// <summary>What reading a manifest gave: the manifest, or what is wrong with it.</summary>
/// <param name="Manifest">The manifest; null where there are problems.</param>
/// <param name="Problems">The problems, in the order of the file.</param>
public sealed record ManifestReading(PluginManifest? Manifest, ValueList<ManifestProblem> Problems);
