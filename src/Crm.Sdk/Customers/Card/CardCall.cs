using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Whose records are read, those of customers merged into it too, and for which instant.</summary>
internal sealed record CardCall(CrmScope Scope, IReadOnlyList<CustomerId> Members, AsOf AsOf)
{
    /// <summary>The records of a kind that are about the customer, under whatever id, and fulfil a condition.</summary>
    public StoreQuery Query(KindModel kind, FieldId customer, params ReadOnlySpan<Condition> and) => new(Scope.Tenant, kind.Kind)
    {
        Where = Condition.All([Condition.IsIn(customer, [.. Members.Select(static member => FieldValue.Of((RecordId)member))]), .. and]),
    };
}
