using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>What came of a return visit, 回访记录 (CA-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="At">When it was.</param>
/// <param name="Channel">How, a code of <see cref="Service.InteractionChannels"/>: by phone, by a message, on the website, in person.</param>
public sealed record VisitReport(Instant At, string Channel)
{
    /// <summary>What was answered to the questions of the visit's survey; none where nothing was.</summary>
    public ValueList<SurveyReply> Replies { get; init; }

    /// <summary>How the product is used, and what else was said; null where nothing.</summary>
    public string? Notes { get; init; }

    /// <summary>New needs, in the customer's words (SV-5).</summary>
    public ValueList<string> Needs { get; init; }

    /// <summary>What was complained of (SV-6); null where nothing.</summary>
    public string? Complaint { get; init; }

    /// <summary>What is to be done next.</summary>
    public ValueList<VisitFollowUp> FollowUps { get; init; }
}
