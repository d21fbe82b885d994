namespace Crm.Sdk.Plugins;

/// <summary>Where users of a plugin find help.</summary>
/// <param name="Url">A page.</param>
/// <param name="Contact">A mail address or the like.</param>
public sealed record PluginSupport(string? Url = null, string? Contact = null);
