using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>How cases of winning back are stored: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class WinBackCaseModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The code of the strategy.</summary>
    public static FieldId Strategy { get; } = "strategy";

    /// <summary>Whether the customer is held out.</summary>
    public static FieldId IsHeldOut { get; } = "is-held-out";

    /// <summary>When it was picked.</summary>
    public static FieldId AssignedAt { get; } = "assigned-at";

    /// <summary>The kind <c>win-back-case</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<WinBackCase>("win-back-case", static c => c.Id);
        kind.About(static c => c.Customer).AppendOnly();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static c => c.Customer, indexed: true);
        FieldHandle<Instant?> lostAt = kind.Instant("lost-at", static c => c.LostAt);
        FieldHandle<string?> strategy = kind.Text(Strategy, static c => c.Strategy, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> action = kind.Text("action", static c => c.Action, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> reason = kind.Text("reason", static c => c.Reason, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> value = kind.Text("value", static c => c.Value, maxLength: WinBackCase.MaxValueLength);
        FieldHandle<bool?> isHeldOut = kind.Bool(IsHeldOut, static c => c.IsHeldOut);
        FieldHandle<Instant?> assignedAt = kind.Instant(AssignedAt, static c => c.AssignedAt);
        kind.CheckedBy(static c => c.Check());
        return kind.ComposedBy(row => new WinBackCase
        {
            Id = row.Id,
            Customer = (CustomerId)row.Need(customer),
            LostAt = row.Need(lostAt),
            Strategy = row.Need(strategy),
            Action = row.Need(action),
            Reason = row.Get(reason),
            Value = row.Get(value),
            IsHeldOut = row.Need(isHeldOut),
            AssignedAt = row.Need(assignedAt),
        });
    }
}
