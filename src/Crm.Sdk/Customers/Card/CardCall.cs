using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Whose card is read, and for which instant.</summary>
internal sealed record CardCall(CrmScope Scope, CustomerId Customer, AsOf AsOf)
{
    /// <summary>The records of a kind that are about the customer and fulfil a condition.</summary>
    public StoreQuery Query(KindModel kind, FieldId customer, params ReadOnlySpan<Condition> and) => new(Scope.Tenant, kind.Kind)
    {
        Where = Condition.All([Condition.Equal(customer, FieldValue.Of(Customer)), .. and]),
    };
}
