using Crm.Sdk.Care;

namespace Crm.Sdk.Campaigns;

/// <summary>A step of a campaign: after a wait, a message to those who fulfil a condition.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="WaitDays">How many days after the step before it, or after the enrolment, 0 to 365.</param>
/// <param name="Message">The message.</param>
public sealed record CampaignStep(int WaitDays, CareMessage Message)
{
    /// <summary>Who takes it; everybody by default.</summary>
    public CampaignCondition When { get; init; }

    /// <summary>The one variant whose members take it; those of all where null.</summary>
    public string? Variant { get; init; }

    /// <summary>What a message costs, in the currency of the budget; nothing where null.</summary>
    public Money? Cost { get; init; }
}
