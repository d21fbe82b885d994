using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>Which customers a list shows, 客户名单 (CU-5): a condition, an order and a page.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CustomerList
{
    /// <summary>Which customers are meant; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>In which states their archives are; active ones by default, all where empty.</summary>
    public ValueList<CustomerState> States { get; init; } = [CustomerState.Active];

    /// <summary>The field to order by; by id, which is the order of adding, where null.</summary>
    public RecordOrder? Order { get; init; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public PageCursor? After { get; init; }

    /// <summary>The greatest number wanted, 1 to 10,000; 50 by default.</summary>
    public int Take { get; init; } = 50;

    /// <summary>The condition with the states in it.</summary>
    public Condition Condition => States.IsEmpty ? Where : Condition.All(Where, Condition.Any([.. States.Distinct().Select(Of)]));

    private static Condition Of(CustomerState state) => state == CustomerState.Active
        ? CustomerModel.IsActive
        : Condition.Equal(CustomerModel.State, FieldValue.Of((long)state));
}
