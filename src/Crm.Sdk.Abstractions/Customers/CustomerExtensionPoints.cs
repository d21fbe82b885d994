using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>The extension points of the customer archive.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomerExtensionPoints
{
    /// <summary>Attributes of customers: <c>attribute-pack</c>.</summary>
    public static ExtensionPoint AttributePack { get; } = new("attribute-pack", typeof(IAttributePack));
}
