namespace Crm.Sdk.Campaigns;

/// <summary>A variant of a campaign.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">Its code.</param>
/// <param name="Weight">How many of the customers outside the control group it gets, in relation to the weights of the others; 1 to 1,000.</param>
public sealed record CampaignVariant(string Code, int Weight);
