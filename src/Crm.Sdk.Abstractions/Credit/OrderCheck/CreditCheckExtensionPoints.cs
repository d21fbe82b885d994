using Crm.Sdk.Plugins;

namespace Crm.Sdk.Credit;

/// <summary>The extension points of the order check.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CreditCheckExtensionPoints
{
    /// <summary>Rules for orders: <c>credit-check-rule</c>.</summary>
    public static ExtensionPoint Rule { get; } = new("credit-check-rule", typeof(ICreditCheckRule));
}
