using Crm.Sdk.Plugins;

namespace Crm.Sdk.Customers;

/// <summary>The extension points of the customer archive.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomerExtensionPoints
{
    /// <summary>Attributes of customers: <c>attribute-pack</c>.</summary>
    public static ExtensionPoint AttributePack { get; } = new("attribute-pack", typeof(IAttributePack));

    /// <summary>Types of relations between customers: <c>relation-type-pack</c>.</summary>
    public static ExtensionPoint RelationTypePack { get; } = new("relation-type-pack", typeof(IRelationTypePack));

    /// <summary>Sections of the customer card: <c>card-section</c>.</summary>
    public static ExtensionPoint CardSection { get; } = new("card-section", typeof(ICardSection));

    /// <summary>Rules across the fields of a customer's archive: <c>consistency-rule</c>.</summary>
    public static ExtensionPoint ConsistencyRule { get; } = new("consistency-rule", typeof(IConsistencyRule));
}
