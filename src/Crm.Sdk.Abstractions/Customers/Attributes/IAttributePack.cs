namespace Crm.Sdk.Customers;

/// <summary>Extension point: attributes of customers that a plugin brings (CU-4).</summary>
/// <remarks>A thread-safe singleton whose answer does not change while the host runs.</remarks>
public interface IAttributePack
{
    /// <summary>The attributes. Another pack's attribute of the same name must be equal.</summary>
    IReadOnlyList<AttributeDefinition> Attributes { get; }
}
