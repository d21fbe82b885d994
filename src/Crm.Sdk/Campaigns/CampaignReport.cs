namespace Crm.Sdk.Campaigns;

/// <summary>What came of a campaign (CA-8).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Campaign">The campaign as it stands.</param>
/// <param name="Groups">The control group, then the variants in their order.</param>
/// <param name="Open">How many members have steps before them.</param>
/// <param name="Stopped">How many were stopped, by reason.</param>
public sealed record CampaignReport(Campaign Campaign, ValueList<CampaignGroup> Groups, long Open, ValueList<CampaignStops> Stopped);
