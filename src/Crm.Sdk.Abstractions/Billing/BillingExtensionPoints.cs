using Crm.Sdk.Plugins;

namespace Crm.Sdk.Billing;

/// <summary>The extension points of billing.</summary>
/// <remarks>Thread-safe.</remarks>
public static class BillingExtensionPoints
{
    /// <summary>Strategies of allocation: <c>allocation-strategy</c>.</summary>
    public static ExtensionPoint AllocationStrategy { get; } = new("allocation-strategy", typeof(IAllocationStrategy));
}
