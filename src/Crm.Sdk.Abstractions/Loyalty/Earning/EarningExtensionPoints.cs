using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>The extension points of earning.</summary>
/// <remarks>Thread-safe.</remarks>
public static class EarningExtensionPoints
{
    /// <summary>Rules by which members earn points: <c>earning-rule</c>.</summary>
    public static ExtensionPoint Rule { get; } = new("earning-rule", typeof(IEarningRule));
}
