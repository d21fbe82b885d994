using NodaTime;

namespace Crm.Sdk.Surveys;

/// <summary>What was answered to a question in a stretch of time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Question">The question's code.</param>
/// <param name="Scale">The scale on which it was answered.</param>
/// <param name="Group">The product or the person; null where answers are not divided, or are about none.</param>
/// <param name="Since">The first day of the stretch; null where time is not divided.</param>
/// <param name="Answers">How many answers.</param>
public sealed record SurveyFigures(string Question, string Scale, string? Group, LocalDate? Since, long Answers)
{
    /// <summary>The mean answer on its scale; null for fewer than two answers.</summary>
    public Estimate? Mean { get; init; }

    /// <summary>
    /// The score. On the scale <c>nps</c> the share of 9 and 10 less that of 0 to 6, from −1 to 1 (the Net Promoter Score is a hundred times that). On every other scale the share of answers above its middle: 4 and 5 of five, 5 to 7 of
    /// seven; on <c>ces-1</c>, where low is good, 1 and 2.
    /// </summary>
    public required Estimate Score { get; init; }
}
