using Crm.Sdk.Plugins;

namespace Crm.Sdk.Storage;

/// <summary>The extension points of storage.</summary>
public static class StorageExtensionPoints
{
    /// <summary>Kind <c>storage</c>: the one store of a host.</summary>
    public static ExtensionPoint Storage { get; } = new("storage", typeof(ICrmStore), exclusive: true);
}
