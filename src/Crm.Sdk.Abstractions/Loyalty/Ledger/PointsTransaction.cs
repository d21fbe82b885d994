using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A transaction of the points ledger, 积分流水: entries of one account that sum to 0 (LO-1, L1). Never changed and never removed; what was wrong is corrected by another one.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsTransaction
{
    /// <summary>The greatest length of a key and of a reference, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The transaction's id; it follows from the programme and the key where there is one.</summary>
    public required PointsTransactionId Id { get; init; }

    /// <summary>The account.</summary>
    public required PointsAccountId Account { get; init; }

    /// <summary>Whose account it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The wallet's code.</summary>
    public required string Wallet { get; init; }

    /// <summary>Its place among the transactions of its account: 1, 2, 3 and so on.</summary>
    public required long Sequence { get; init; }

    /// <summary>The key under which it was posted, once for ever within the programme; null for what the calendar brought: maturing, lapsing, the end of a hold, the other side of a transfer.</summary>
    public string? Key { get; init; }

    /// <summary>What it did.</summary>
    public required PointsTransactionKind Kind { get; init; }

    /// <summary>When what it stands for happened, whole microseconds; a late one happened before <see cref="At"/>. Lots lapse counted from here.</summary>
    public required Instant OccurredAt { get; init; }

    /// <summary>From when on it counts, whole microseconds; never before the transaction that precedes it.</summary>
    public required Instant At { get; init; }

    /// <summary>How the member's points changed in all: above 0 for the member, below 0 against; 0 where they only moved between the member's accounts.</summary>
    public required long Points { get; init; }

    /// <summary>The entries; they sum to 0.</summary>
    public required ValueList<PointsEntry> Entries { get; init; }

    /// <summary>What it is for, such as an order's number.</summary>
    public string? Reference { get; init; }

    /// <summary>Why, in the actor's words.</summary>
    public string? Reason { get; init; }

    /// <summary>The transaction that it takes back.</summary>
    public PointsTransactionId? Reverses { get; init; }

    /// <summary>The hold that it makes, captures or ends.</summary>
    public PointsHoldId? Hold { get; init; }

    /// <summary>The other side of a transfer.</summary>
    public PointsTransactionId? Counterpart { get; init; }

    /// <summary>SHA-256 over what was asked for, in lower-case hexadecimal digits: a repetition of the key must ask for the same. Null without a key.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>SHA-256 over the hash of the transaction before it and its own contents, in lower-case hexadecimal digits (L9).</summary>
    public required string Hash { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        const string Where = "points-transaction.entry";
        Require.NotEmpty(Key, "points-transaction.key");
        Require.That(Key is null == Fingerprint is null, "points-transaction.fingerprint", "what has a key has a fingerprint, and nothing else has");
        Require.That(!Entries.IsEmpty, Where, "a transaction of nothing is none");
        Require.That(At >= OccurredAt || Kind is not (PointsTransactionKind.Mature or PointsTransactionKind.Expire), "points-transaction.at", "it counts before it happened");
        long sum = 0;
        foreach (PointsEntry entry in Entries)
        {
            Require.That(entry.Points != 0, Where, "an entry of nothing is none");
            Require.Defined((PointsLedgerAccount?)entry.Account, Where);
            sum = checked(sum + entry.Points);
        }

        Require.That(sum == 0, Where, $"the entries sum to {sum}; each point that an account gets another gives");
    }
}
