using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>An assessment as the credit file keeps it, with all that it was made of, so that it can be made again from that alone (CR-7, L11).</summary>
/// <remarks>Never changed once it is stored. Immutable; thread-safe.</remarks>
public sealed record CreditAssessmentRecord
{
    /// <summary>The record's id.</summary>
    public required CreditAssessmentId Id { get; init; }

    /// <summary>Who was assessed.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The model's id.</summary>
    public required string Model { get; init; }

    /// <summary>The model's version.</summary>
    public required int ModelVersion { get; init; }

    /// <summary>The policy's id.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's version.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The day for which it was made.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The last day on which it holds.</summary>
    public required LocalDate ValidUntil { get; init; }

    /// <summary>The grade.</summary>
    public required CreditGrade Grade { get; init; }

    /// <summary>The score in millionths of a point, 0 to 100,000,000.</summary>
    public required long ScoreMillionths { get; init; }

    /// <summary>How much of the score rests on evidence, in millionths, 0 to 1,000,000.</summary>
    public required long ConfidenceMillionths { get; init; }

    /// <summary>The proposed limit; null where no formula can be computed.</summary>
    public Money? Limit { get; init; }

    /// <summary>The proposed period in days; 0 for payment before delivery.</summary>
    public required int TermDays { get; init; }

    /// <summary>What it was made of, in the form of <c>docs/schemas/credit-input.schema.json</c>.</summary>
    public required string Input { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The score, 0 to 100.</summary>
    public double Score => ScoreMillionths / 1e6;

    /// <summary>How much of the score rests on evidence, 0 to 1.</summary>
    public double Confidence => ConfidenceMillionths / 1e6;

    internal void Check()
    {
        Require.Defined<CreditGrade>(Grade, "credit-assessment.grade");
        Require.InRange(ScoreMillionths, 0, 100_000_000, "credit-assessment.score");
        Require.InRange(ConfidenceMillionths, 0, 1_000_000, "credit-assessment.confidence");
        Require.InRange(TermDays, 0, 3_650, "credit-assessment.term-days");
        Require.InOrder(AsOf, ValidUntil, "credit-assessment.valid-until");
        Require.NotEmpty(Input, "credit-assessment.input");
    }
}
