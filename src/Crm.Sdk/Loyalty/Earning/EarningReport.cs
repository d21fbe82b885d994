namespace Crm.Sdk.Loyalty;

/// <summary>What a run over documents did.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningReport
{
    /// <summary>How many members were looked at.</summary>
    public long Members { get; init; }

    /// <summary>How many documents were looked at: orders, returns and events.</summary>
    public long Documents { get; init; }

    /// <summary>How many of them were settled; the others had been.</summary>
    public long Settled { get; init; }

    /// <summary>How many points were earned.</summary>
    public long Earned { get; init; }

    /// <summary>How many points were taken back.</summary>
    public long TakenBack { get; init; }

    /// <summary>How many documents wait, because the ledger refused a posting or a plugin's rule failed. The next run tries them again.</summary>
    public long Waiting { get; init; }

    /// <summary>How many returns name no sale of the member, so that nothing is taken back for them.</summary>
    public long ReturnsOfNothing { get; init; }

    /// <summary>How many decisions on tiers were made.</summary>
    public long TierDecisions { get; init; }

    /// <summary>Why documents wait, each reason once; at most <see cref="MaxReasons"/>.</summary>
    public ValueList<string> Reasons { get; init; }

    /// <summary>The greatest number of reasons.</summary>
    public const int MaxReasons = 100;

    internal EarningReport Plus(EarningReport other) => new()
    {
        Members = Members + other.Members,
        Documents = Documents + other.Documents,
        Settled = Settled + other.Settled,
        Earned = Earned + other.Earned,
        TakenBack = TakenBack + other.TakenBack,
        Waiting = Waiting + other.Waiting,
        ReturnsOfNothing = ReturnsOfNothing + other.ReturnsOfNothing,
        TierDecisions = TierDecisions + other.TierDecisions,
        Reasons = Reasons.Concat(other.Reasons).Distinct(StringComparer.Ordinal).Take(MaxReasons).ToValueList(),
    };

    internal EarningReport Waits(string reason) => this with { Waiting = Waiting + 1, Reasons = Reasons.Append(reason).Distinct(StringComparer.Ordinal).Take(MaxReasons).ToValueList() };
}
