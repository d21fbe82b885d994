namespace Crm.Sdk.Customers;

/// <summary>Extension point: types of relations between customers that a plugin brings (CU-8), so that imports know which are hierarchies, and cards their titles.</summary>
/// <remarks>A thread-safe singleton whose answer does not change while the host runs.</remarks>
public interface IRelationTypePack
{
    /// <summary>The types. Another pack's type of the same code must be equal.</summary>
    IReadOnlyList<RelationType> Types { get; }
}
