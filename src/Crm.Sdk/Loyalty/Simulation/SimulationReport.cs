using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a programme would have done with past orders (LO-6).</summary>
/// <remarks>earned − takenBack = redeemed + lapsed + outstanding. Immutable; thread-safe.</remarks>
public sealed record SimulationReport
{
    /// <summary>The first day of orders.</summary>
    public required LocalDate From { get; init; }

    /// <summary>The last day of orders, at the end of which points are counted.</summary>
    public required LocalDate Until { get; init; }

    /// <summary>How many members there would be.</summary>
    public required long Members { get; init; }

    /// <summary>How many documents were looked at.</summary>
    public required long Documents { get; init; }

    /// <summary>How many points would be earned.</summary>
    public required long Earned { get; init; }

    /// <summary>How many points returns would take back.</summary>
    public required long TakenBack { get; init; }

    /// <summary>How many points would be redeemed, by the assumed share.</summary>
    public required long Redeemed { get; init; }

    /// <summary>How many points would have lapsed by the end, of those that are not redeemed.</summary>
    public required long Lapsed { get; init; }

    /// <summary>How many points members would have at the end, pending ones among them.</summary>
    public required long Outstanding { get; init; }

    /// <summary>What the redeemed points cost.</summary>
    public required Money Cost { get; init; }

    /// <summary>What the outstanding points are worth.</summary>
    public required Money Liability { get; init; }

    /// <summary>By rule, in the programme's order.</summary>
    public required ValueList<SimulatedRule> Rules { get; init; }

    /// <summary>By month.</summary>
    public required ValueList<SimulatedMonth> Months { get; init; }

    /// <summary>Members by tier at the end, the lowest first; none where the programme has no tiers.</summary>
    public required ValueList<TierCount> Tiers { get; init; }

    /// <summary>Members by points.</summary>
    public required ValueList<SimulatedBand> Distribution { get; init; }

    /// <summary>Why documents were left out: rules of plugins that failed.</summary>
    public required ValueList<string> LeftOut { get; init; }
}
