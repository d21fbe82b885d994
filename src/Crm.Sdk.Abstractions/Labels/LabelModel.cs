using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Labels;

/// <summary>How labels are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LabelModel
{
    /// <summary>Whose label it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The dimension.</summary>
    public static FieldId Dimension { get; } = "dimension";

    /// <summary>The label; null where the rule answered that there is none.</summary>
    public static FieldId Label { get; } = "label";

    /// <summary>Why there is no label.</summary>
    public static FieldId NoneCode { get; } = "none-code";

    /// <summary>The score in millionths.</summary>
    public static FieldId Score { get; } = "score";

    /// <summary>The rule that gave the label.</summary>
    public static FieldId Rule { get; } = "rule";

    /// <summary>Dimension and label in one text (<see cref="LabelAssignment.ClassOf"/>).</summary>
    public static FieldId Class { get; } = "class";

    /// <summary>The number of the run that gave the label.</summary>
    public static FieldId FromRun { get; } = "from-run";

    /// <summary>The number of the run that took it away.</summary>
    public static FieldId ToRun { get; } = "to-run";

    /// <summary>The kind <c>label</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<LabelAssignment>("label", static l => l.Id);
        kind.About(static l => l.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static l => l.Customer, indexed: true);
        FieldHandle<string?> dimension = kind.Text(Dimension, static l => l.Dimension, maxLength: 64);
        FieldHandle<string?> label = kind.Text(Label, static l => l.Label, maxLength: 64);
        kind.Text(Class, static l => l.Class, indexed: true, maxLength: 129);
        FieldHandle<string?> noneCode = kind.Text(NoneCode, static l => l.NoneCode, maxLength: 64);
        FieldHandle<long?> score = kind.Int(Score, static l => l.ScoreMillionths);
        FieldHandle<string?> rule = kind.Text(Rule, static l => l.Rule, maxLength: 128);
        FieldHandle<long?> ruleVersion = kind.Int("rule-version", static l => l.RuleVersion);
        FieldHandle<Instant?> since = kind.Instant("since", static l => l.Since);
        FieldHandle<long?> fromRun = kind.Int(FromRun, static l => l.FromRun);
        FieldHandle<long?> toRun = kind.Int(ToRun, static l => l.ToRun);
        FieldHandle<LocalDate?> recheckOn = kind.Date("recheck-on", static l => l.RecheckOn);
        return kind.ComposedBy(row => new LabelAssignment
        {
            Id = row.Id,
            Customer = (CustomerId)row.Need(customer),
            Dimension = row.Need(dimension),
            Label = row.Get(label),
            NoneCode = row.Get(noneCode),
            ScoreMillionths = row.Get(score),
            Rule = row.Need(rule),
            RuleVersion = (int)row.Need(ruleVersion),
            Since = row.Need(since),
            FromRun = row.Need(fromRun),
            ToRun = row.Need(toRun),
            RecheckOn = row.Get(recheckOn),
        });
    }
}
