using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What a document earned and why, 积分计算明细: line by line which rule, on which amount, what a cap took away, and by which postings it was paid (LO-1).</summary>
/// <remarks>One for each document and programme. Immutable; thread-safe.</remarks>
public sealed record PointsEarning
{
    /// <summary>The length of a digest.</summary>
    public const int DigestLength = 64;

    /// <summary>Its id; it follows from the programme and the document.</summary>
    public required PointsEarningId Id { get; init; }

    /// <summary>Whose points they are; of merged customers the survivor at the time.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The version of the programme whose rules were applied, for ever: a new version changes nothing that was earned.</summary>
    public required int ProgrammeVersion { get; init; }

    /// <summary>For what kind of document.</summary>
    public required EarningSource Source { get; init; }

    /// <summary>The document's id.</summary>
    public required RecordId Document { get; init; }

    /// <summary>What people call the document by, such as an order's number.</summary>
    public string? Reference { get; init; }

    /// <summary>When the document happened.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>The member's tier at that time; null where the programme had none.</summary>
    public string? Tier { get; init; }

    /// <summary>Why it earned nothing, of <see cref="EarningOutcomes"/>; null where it earned.</summary>
    public string? Outcome { get; init; }

    /// <summary>The parts, in the order of rules and lines.</summary>
    public ValueList<EarningPart> Parts { get; init; }

    /// <summary>The postings, the first first.</summary>
    public ValueList<EarningPosting> Postings { get; init; }

    /// <summary>How many postings were made, reversals among them; the next key follows from it.</summary>
    public int Changes { get; init; }

    /// <summary>SHA-256 over the document as it was settled, in lower-case hexadecimal digits; empty where it waits to be settled.</summary>
    public required string Digest { get; init; }

    /// <summary>SHA-256 over the returns that were settled; null where there were none.</summary>
    public string? ReturnsDigest { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>How many points were given, what came back not taken off.</summary>
    public long Granted => Parts.Sum(static part => part.Points);

    /// <summary>How many points of it stand in the ledger.</summary>
    public long Standing => Postings.Sum(static posting => posting.Standing);

    /// <summary>How many points of a rule the member keeps after what has come back.</summary>
    /// <remarks>What is taken back is the share of all that has come back by now in the amount that earned, rounded with halves away from zero: so returns in parts, in whatever order, take as much as one return of all.</remarks>
    /// <param name="rule">The rule's code.</param>
    public long Kept(string rule)
    {
        (long points, Int128 amount, Int128 back) = (0, 0, 0);
        foreach (EarningPart part in Parts)
        {
            if (part.Rule == rule)
            {
                (points, amount, back) = (points + part.Points, amount + part.Base, back + part.Back);
            }
        }

        return amount == 0 ? points : points - (long)(((points * back * 2) + amount) / (amount * 2));
    }

    internal void Check()
    {
        Require.That(Digest.Length is 0 or DigestLength && ReturnsDigest?.Length is null or DigestLength, "points-earning.digest", "a digest has 64 hexadecimal digits");
        Require.Defined((EarningSource?)Source, "points-earning.source");
        Require.Code(Outcome, "points-earning.outcome");
        foreach (EarningPart part in Parts)
        {
            part.Check();
        }

        foreach (EarningPosting posting in Postings)
        {
            posting.Check();
        }
    }
}
