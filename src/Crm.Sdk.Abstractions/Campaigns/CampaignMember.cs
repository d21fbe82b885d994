using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>A customer in a campaign: its group, and where it stands among the steps. There is one for each campaign and customer.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record CampaignMember
{
    /// <summary>The id, which follows from campaign and customer.</summary>
    public RecordId Id => IdOf(Campaign, Customer);

    /// <summary>The campaign's code.</summary>
    public required string Campaign { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The variant; null in the control group.</summary>
    public string? Variant { get; init; }

    /// <summary>When it was enrolled; from then on orders and responses count, in each group alike.</summary>
    public required Instant EnrolledAt { get; init; }

    /// <summary>The next step, from 0 on.</summary>
    public int NextStep { get; init; }

    /// <summary>When that is due; null where none is.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>How many messages were planned.</summary>
    public int Messages { get; init; }

    /// <summary>What they cost, in minor units of the budget's currency.</summary>
    public long CostMinor { get; init; }

    /// <summary>Why it goes no further, a code such as <c>campaign.budget</c>; null where it goes on or has come to the end.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of a member.</summary>
    /// <param name="campaign">The campaign's code.</param>
    /// <param name="customer">The customer.</param>
    public static RecordId IdOf(string campaign, CustomerId customer) => new(NamedGuid.Of("campaign-member", campaign, customer.ToString()));

    internal void Check()
    {
        Require.Code(Campaign, "campaign-member.campaign");
        Require.Code(Variant, "campaign-member.variant");
        Require.Code(StoppedBy, "campaign-member.stopped-by");
        Require.That(NextStep >= 0 && Messages >= 0 && CostMinor >= 0, "campaign-member.next-step", "a count is negative");
        Require.That(DueAt is null || (Variant is not null && StoppedBy is null), "campaign-member.due-at", "the control group takes no step, and who was stopped goes no further");
    }
}
