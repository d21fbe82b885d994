using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The answer of an assessment: a grade with its score, the reasons for it, what is missing, and what would raise it (CR-2).</summary>
/// <remarks>Made of <see cref="Information"/> by the model that <see cref="Model"/> names, and by nothing else. Immutable; thread-safe.</remarks>
public sealed record CreditAssessment
{
    /// <summary>The customer's external key or id.</summary>
    public required string Customer { get; init; }

    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>The model's version.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>The day for which it was made: evidence of a later day does not count.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required LocalDate ValidUntil { get; init; }

    /// <summary>The grade.</summary>
    public required CreditGrade Grade { get; init; }

    /// <summary>The score, 0 to 100 with six digits after the point.</summary>
    public required double Score { get; init; }

    /// <summary>How much of the score rests on evidence, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The criteria, in the model's order.</summary>
    public required ValueList<CriterionScore> Criteria { get; init; }

    /// <summary>Why the grade is not that of the score alone: vetoes and what is not known. Empty where it is.</summary>
    public required ValueList<Reason> Limits { get; init; }

    /// <summary>The codes of the vetoes that hold.</summary>
    public required ValueList<string> Vetoes { get; init; }

    /// <summary>On what nothing is known.</summary>
    public required ValueList<MissingEvidence> Missing { get; init; }

    /// <summary>What would raise the grade, the shortest way first; empty for the best grade, and where a veto stands.</summary>
    public required ValueList<GradeRaise> ToRaise { get; init; }

    /// <summary>What it was made from.</summary>
    public required CreditInformation Information { get; init; }
}
