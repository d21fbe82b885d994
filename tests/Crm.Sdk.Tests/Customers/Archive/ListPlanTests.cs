using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

public sealed class ListPlanTests
{
    private static readonly Condition North = Is(CustomerModel.Region, "north");
    private static readonly Condition Owned = Is(CustomerModel.Owner, "e1");

    [Fact]
    public void CU_5_A_list_says_whether_it_uses_an_index_or_scans()
    {
        (Condition Where, string? Order, string Plan)[] lists =
        [
            (Condition.Everything, null, "order of ids"),
            (Condition.Everything, "email", "index email"),
            (Condition.Everything, "name", "scan"),
            (Owned, null, "index owner"),
            (Is(CustomerModel.Key, "c1"), null, "index key"),
            (Condition.StartsWith(CustomerModel.Email, "a"), null, "index email"),
            (North, null, "scan"),
            (Condition.All(North, Condition.IsIn(CustomerModel.Owner, FieldValue.Of("e1"), FieldValue.Of("e2"))), null, "index owner"),
            (Condition.Any(North, Owned), null, "scan"),
            (Condition.Any(Is(CustomerModel.Phone, "+49"), Owned), null, "index phone"),
            (Condition.Not(Owned), null, "scan"),
        ];
        Assert.All(lists, static list => Assert.Equal(list.Plan, ListPlan.Of(list.Where, list.Order is null ? null : new RecordOrder(list.Order), CustomerModel.Kind).ToString()));
    }

    private static Condition Is(FieldId field, string value) => Condition.Equal(field, FieldValue.Of(value));
}
