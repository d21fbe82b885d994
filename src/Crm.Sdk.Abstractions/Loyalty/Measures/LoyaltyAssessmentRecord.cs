using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>An assessment of a customer's loyalty as it is kept, with all that it was made of, so that it can be made again from that alone (LO-4, LO-5).</summary>
/// <remarks>Never changed once it is stored. Undefined is null, never 0. Immutable; thread-safe.</remarks>
public sealed record LoyaltyAssessmentRecord
{
    /// <summary>The greatest share in millionths.</summary>
    private const long One = 1_000_000;

    /// <summary>The record's id.</summary>
    public required LoyaltyAssessmentId Id { get; init; }

    /// <summary>Who was assessed.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The policy's id.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's version.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The day for which it was made.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The index in millionths of a point, 0 to 100,000,000; null where too little is known.</summary>
    public long? IndexMillionths { get; init; }

    /// <summary>The share of the index's weight that is known, in millionths.</summary>
    public required long ConfidenceMillionths { get; init; }

    /// <summary>The attitude in millionths; null where too little is known.</summary>
    public long? AttitudeMillionths { get; init; }

    /// <summary>Repeat buying in millionths; null where too little is known.</summary>
    public long? BehaviourMillionths { get; init; }

    /// <summary>The type, of <see cref="LoyaltyTypes"/> or another one; null where no rule of the policy holds.</summary>
    public string? Type { get; init; }

    /// <summary>The cell of the matrix, of <see cref="LoyaltyCells"/>; null where an axis is not known.</summary>
    public string? Cell { get; init; }

    /// <summary>What it was made of, as JSON.</summary>
    public required string Input { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The index, 0 to 100; null where too little is known.</summary>
    public double? Index => IndexMillionths / 1e6;

    /// <summary>The share of the index's weight that is known, 0 to 1.</summary>
    public double Confidence => ConfidenceMillionths / 1e6;

    /// <summary>The attitude, 0 to 1; null where too little is known.</summary>
    public double? Attitude => AttitudeMillionths / 1e6;

    /// <summary>Repeat buying, 0 to 1; null where too little is known.</summary>
    public double? Behaviour => BehaviourMillionths / 1e6;

    internal void Check()
    {
        Require.InRange(IndexMillionths, 0, 100 * One, "loyalty-assessment.index");
        Require.InRange(ConfidenceMillionths, 0, One, "loyalty-assessment.confidence");
        Require.InRange(AttitudeMillionths, 0, One, "loyalty-assessment.attitude");
        Require.InRange(BehaviourMillionths, 0, One, "loyalty-assessment.behaviour");
        Require.Code(Type, "loyalty-assessment.type");
        Require.Code(Cell, "loyalty-assessment.cell");
        Require.NotEmpty(Input, "loyalty-assessment.input");
    }
}
