using Crm.Sdk.Surveys;

namespace Crm.Sdk.Campaigns;

/// <summary>What came of one group of a campaign.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Variant">The variant; null for the control group.</param>
/// <param name="Members">How many customers.</param>
/// <param name="Reached">How many of them a message was planned for.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="Responded">How many turned to us within the days that count.</param>
/// <param name="Buyers">How many bought within them.</param>
/// <param name="Revenue">What stays of their orders, before tax, in the currency of the budget.</param>
/// <param name="OtherCurrencies">How many orders are in other currencies, and in no sum.</param>
/// <param name="Cost">What the messages cost.</param>
public sealed record CampaignGroup(string? Variant, long Members, long Reached, long Messages, long Responded, long Buyers, Money Revenue, long OtherCurrencies, Money Cost)
{
    /// <summary>The share that bought; null where there is nobody.</summary>
    public Estimate? BuyerShare => Intervals.Share(Buyers, Members);

    /// <summary>The share that bought less that of the control group: what the campaign did. Null for the control group, and where there is none.</summary>
    public Estimate? Lift { get; init; }

    /// <summary>The revenue less what as many customers of the control group bring; null as <see cref="Lift"/> is.</summary>
    public Money? Incremental { get; init; }

    /// <summary>(Incremental revenue − cost) ÷ cost; null where that is not known, or nothing was spent.</summary>
    public double? Return => Incremental is { } more && Cost.MinorUnits > 0 ? (more.MinorUnits - Cost.MinorUnits) / (double)Cost.MinorUnits : null;
}
