using Crm.Sdk.Plugins;

namespace Crm.Sdk.Loyalty;

/// <summary>The extension points of the points ledger.</summary>
/// <remarks>Thread-safe.</remarks>
public static class PointsUseExtensionPoints
{
    /// <summary>Orders in which points are used: <c>points-use-order</c>.</summary>
    public static ExtensionPoint Order { get; } = new("points-use-order", typeof(IPointsUseOrder));
}
