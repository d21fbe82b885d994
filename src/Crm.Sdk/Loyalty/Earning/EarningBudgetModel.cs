using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>How the counts of rules that are capped over the whole programme are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal static class EarningBudgetModel
{
    /// <summary>The kind <c>earning-budget</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<EarningBudget>("earning-budget", static b => b.Id);
        kind.WithoutHistory();
        FieldHandle<string?> programme = kind.Text("programme", static b => b.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> rule = kind.Text("rule", static b => b.Rule, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> points = kind.Int("points", static b => b.Points);
        var origin = new OriginFields<EarningBudget>(kind, static b => b.Origin);
        kind.StampedBy(static (b, from) => b with { Origin = from });
        return kind.ComposedBy(row => new EarningBudget { Id = row.Id, Programme = row.Need(programme), Rule = row.Need(rule), Points = row.Need(points), Origin = origin.Read(row) });
    }
}
