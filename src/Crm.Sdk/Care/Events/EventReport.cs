using Crm.Sdk.Surveys;

namespace Crm.Sdk.Care;

/// <summary>What came of an event (CA-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Invited">How many customers were invited.</param>
/// <param name="Accepted">How many of them accepted.</param>
/// <param name="Declined">How many declined.</param>
/// <param name="Open">How many did not answer.</param>
/// <param name="Attended">How many customers came.</param>
/// <param name="Uninvited">How many of those came without an invitation.</param>
/// <param name="StayedAway">How many accepted and did not come.</param>
/// <param name="Expected">How many people were expected, guests among them.</param>
public sealed record EventReport(long Invited, long Accepted, long Declined, long Open, long Attended, long Uninvited, long StayedAway, long Expected)
{
    /// <summary>The share of those invited who accepted; null where nobody was invited.</summary>
    public Estimate? AcceptanceRate => Intervals.Share(Accepted, Invited);

    /// <summary>The share of those who accepted who came; null where nobody accepted.</summary>
    public Estimate? AttendanceRate => Intervals.Share(Accepted - StayedAway, Accepted);
}
