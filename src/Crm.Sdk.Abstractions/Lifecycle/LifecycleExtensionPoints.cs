using Crm.Sdk.Plugins;

namespace Crm.Sdk.Lifecycle;

/// <summary>The extension points of lifecycles.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LifecycleExtensionPoints
{
    /// <summary>Stages and facts of plugins: <c>lifecycle-source</c>.</summary>
    public static ExtensionPoint Source { get; } = new("lifecycle-source", typeof(ILifecycleSource));
}
