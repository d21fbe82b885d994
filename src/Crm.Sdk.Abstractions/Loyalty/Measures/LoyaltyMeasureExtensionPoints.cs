using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>The extension points of loyalty measured.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LoyaltyMeasureExtensionPoints
{
    /// <summary>Sources of findings on loyalty: <c>loyalty-measure-source</c>.</summary>
    public static ExtensionPoint Source { get; } = new("loyalty-measure-source", typeof(ILoyaltyMeasureSource));
}
