namespace Crm.Sdk.Campaigns;

/// <summary>How many members of a campaign were stopped for a reason.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Reason">The reason's code.</param>
/// <param name="Count">How many.</param>
public sealed record CampaignStops(string Reason, long Count);
