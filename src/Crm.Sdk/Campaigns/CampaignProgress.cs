namespace Crm.Sdk.Campaigns;

/// <summary>What a run of campaigns came to.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Enrolled">How many customers were enrolled.</param>
/// <param name="Messages">How many messages were planned.</param>
/// <param name="Passed">How many steps were passed by members whose condition or variant was another, or to whom no message could be sent.</param>
/// <param name="Stopped">How many members were stopped, for want of budget or because the campaign is over.</param>
public sealed record CampaignProgress(long Enrolled = 0, long Messages = 0, long Passed = 0, long Stopped = 0)
{
    /// <summary>Both together.</summary>
    public CampaignProgress Plus(CampaignProgress other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new CampaignProgress(Enrolled + other.Enrolled, Messages + other.Messages, Passed + other.Passed, Stopped + other.Stopped);
    }
}
