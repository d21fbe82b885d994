using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A member's points in a wallet at an instant.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsBalance
{
    /// <summary>The member; the one that stayed where customers were merged.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The wallet's code.</summary>
    public required string Wallet { get; init; }

    /// <summary>The instant.</summary>
    public required Instant At { get; init; }

    /// <summary>What can be spent; below 0 only under <see cref="ReturnPolicy.Negative"/>.</summary>
    public long Available { get; init; }

    /// <summary>What becomes spendable later.</summary>
    public long Pending { get; init; }

    /// <summary>What is set aside.</summary>
    public long Held { get; init; }

    /// <summary>What is owed; 0 or more.</summary>
    public long Debt { get; init; }

    /// <summary>What was issued by then, less what was taken back.</summary>
    public long Issued { get; init; }

    /// <summary>What was redeemed by then, less what was given back.</summary>
    public long Redeemed { get; init; }

    /// <summary>What had lapsed by then.</summary>
    public long Expired { get; init; }

    /// <summary>The last day of the points that lapse next; null where none lapse, and for an instant before the last posting.</summary>
    public LocalDate? NextExpiry { get; init; }

    /// <summary>How many lapse after that day.</summary>
    public long NextExpiring { get; init; }

    internal PointsBalance Plus(PointsBook book)
    {
        PointsBalance sum = Plus(book.Account);
        foreach (PointsLot lot in book.Lots.Values.Where(static lot => lot is { Remaining: > 0, ExpiresOn: not null }))
        {
            if (sum.NextExpiry is not { } next || lot.ExpiresOn < next)
            {
                sum = sum with { NextExpiry = lot.ExpiresOn, NextExpiring = lot.Remaining };
            }
            else if (lot.ExpiresOn == next)
            {
                sum = sum with { NextExpiring = sum.NextExpiring + lot.Remaining };
            }
        }

        return sum;
    }

    internal PointsBalance Plus(PointsAccount account) => this with
    {
        Available = Available + account.Available,
        Pending = Pending + account.Pending,
        Held = Held + account.Held,
        Debt = Debt + account.Debt,
        Issued = Issued + account.Issued,
        Redeemed = Redeemed + account.Redeemed,
        Expired = Expired + account.Expired,
    };
}
