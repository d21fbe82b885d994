using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>How stocks of rewards are stored. Redemptions are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class RewardStockModel
{
    /// <summary>The kind <c>reward-stock</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<RewardStock>("reward-stock", static s => s.Reward);
        kind.WithoutHistory();
        FieldHandle<long?> left = kind.Int("left", static s => s.Left);
        FieldHandle<long?> reserved = kind.Int("reserved", static s => s.Reserved);
        FieldHandle<long?> given = kind.Int("given", static s => s.Given);
        var origin = new OriginFields<RewardStock>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).CheckedBy(static s => s.Check());
        return kind.ComposedBy(row => new RewardStock { Reward = (RewardId)row.Id, Left = row.Need(left), Reserved = row.Need(reserved), Given = row.Need(given), Origin = origin.Read(row) });
    }
}
