using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How decisions are stored: the fields that conditions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditDecisionModel
{
    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The order.</summary>
    public static FieldId Order { get; } = "order";

    /// <summary>When it was decided.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>What was decided, the number of <see cref="CreditOutcome"/>.</summary>
    public static FieldId Outcome { get; } = "outcome";

    /// <summary>The kind <c>credit-decision</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditDecision>("credit-decision", static d => d.Id);
        kind.AppendOnly().About(static d => d.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static d => d.Customer, indexed: true);
        FieldHandle<RecordId?> order = kind.Id(Order, static d => d.Order, indexed: true);
        var amount = new MoneyFields<CreditDecision>(kind, "amount", "currency", static d => d.Amount);
        FieldHandle<long?> outcome = kind.Int(Outcome, static d => (long)d.Outcome);
        FieldHandle<bool?> release = kind.Bool("release", static d => d.IsRelease);
        FieldHandle<string?> reason = kind.Text("reason", static d => d.Reason, maxLength: CreditDecision.MaxReasonLength);
        FieldHandle<Instant?> at = kind.Instant(At, static d => d.At);
        FieldHandle<string?> ruleSet = kind.Text("rule-set", static d => d.RuleSet, maxLength: 128);
        FieldHandle<long?> ruleVersion = kind.Int("rule-version", static d => d.RuleVersion);
        FieldHandle<string?> rules = kind.Opaque("rules", static d => d.Rules);
        FieldHandle<string?> input = kind.Opaque("input", static d => d.Input);
        FieldHandle<string?> answer = kind.Opaque("answer", static d => d.Answer);
        var origin = new OriginFields<CreditDecision>(kind, static d => d.Origin);
        kind.StampedBy(static (d, from) => d with { Origin = from }).CheckedBy(static d => d.Check());
        return kind.ComposedBy(row => new CreditDecision
        {
            Id = (CreditDecisionId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Order = (OrderId)row.Need(order),
            Amount = amount.Need(row),
            Outcome = (CreditOutcome)row.Need(outcome),
            IsRelease = row.Need(release),
            Reason = row.Get(reason),
            At = row.Need(at),
            RuleSet = row.Need(ruleSet),
            RuleVersion = (int)row.Need(ruleVersion),
            Rules = row.Get(rules)!,
            Input = row.Get(input)!,
            Answer = row.Get(answer)!,
            Origin = origin.Read(row),
        });
    }
}
