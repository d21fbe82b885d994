namespace Crm.Sdk.Campaigns;

/// <summary>A campaign with how it stands. All who spend its budget change this record, so that it is never exceeded.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Campaign
{
    /// <summary>The id, which follows from the code.</summary>
    public RecordId Id => IdOf(Code);

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>The plan as canonical JSON (<see cref="CampaignJson.Write"/>).</summary>
    public required string Definition { get; init; }

    /// <summary>How it stands.</summary>
    public CampaignState State { get; init; }

    /// <summary>What its messages cost so far, those among them that were planned and are not sent yet.</summary>
    public required Money Spent { get; init; }

    /// <summary>How many customers its audience had when it was divided; 0 before.</summary>
    public long Audience { get; init; }

    /// <summary>Where the audience is divided: the first place of each group but the first one. See <c>docs/campaigns.md</c>.</summary>
    public ValueList<long> Cuts { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The id of a campaign.</summary>
    /// <param name="code">Its code.</param>
    public static RecordId IdOf(string code) => new(NamedGuid.Of("campaign", code));

    /// <summary>The plan.</summary>
    public CampaignPlan ToPlan() => CampaignJson.Read(Definition);

    internal void Check()
    {
        Require.Code(Code, "campaign.code");
        Require.Defined<CampaignState>(State, "campaign.state");
        Require.NotNegative(Spent, "campaign.spent");
    }
}
