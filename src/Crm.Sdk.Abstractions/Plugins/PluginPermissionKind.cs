namespace Crm.Sdk.Plugins;

/// <summary>What sort of thing a permission is about.</summary>
public enum PluginPermissionKind
{
    /// <summary><c>network</c>: hosts that it connects to.</summary>
    Network,

    /// <summary><c>files</c>: folders that it reads or writes outside its own.</summary>
    Files,

    /// <summary><c>secrets</c>: secrets that it is given, by name.</summary>
    Secrets,

    /// <summary><c>records</c>: kinds of records that it reads or writes.</summary>
    Records,
}
