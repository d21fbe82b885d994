using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The points of a customer in one wallet of a programme, 积分账户, with the balance of each account of the ledger (LO-1). It follows from its transactions; <c>crm loyalty verify</c> proves it.</summary>
/// <remarks>available + pending + held − debt = issued − redeemed − expired + adjusted + transferred. Immutable; thread-safe.</remarks>
public sealed record PointsAccount
{
    /// <summary>The account's id; it follows from the programme, the wallet and the customer.</summary>
    public required PointsAccountId Id { get; init; }

    /// <summary>Whose points they are.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The wallet's code.</summary>
    public required string Wallet { get; init; }

    /// <summary>What can be spent. Below 0 only where the wallet's <see cref="PointsWallet.Returns"/> is <see cref="ReturnPolicy.Negative"/>.</summary>
    public long Available { get; init; }

    /// <summary>What becomes spendable later; 0 or more.</summary>
    public long Pending { get; init; }

    /// <summary>What is set aside for redemptions under way; 0 or more.</summary>
    public long Held { get; init; }

    /// <summary>What the member owes; 0 or more. Points that come repay it first.</summary>
    public long Debt { get; init; }

    /// <summary>What was ever issued, less what was taken back of it.</summary>
    public long Issued { get; init; }

    /// <summary>What was ever redeemed, less what was given back of it.</summary>
    public long Redeemed { get; init; }

    /// <summary>What ever lapsed.</summary>
    public long Expired { get; init; }

    /// <summary>What corrections by hand added, less what they took.</summary>
    public long Adjusted { get; init; }

    /// <summary>What came from other members, less what went to them.</summary>
    public long Transferred { get; init; }

    /// <summary>How many transactions there are.</summary>
    public long Sequence { get; init; }

    /// <summary>The hash of the last transaction; empty where there is none.</summary>
    public string Head { get; init; } = string.Empty;

    /// <summary>From when on the last transaction counts; null where there is none.</summary>
    public Instant? AsOf { get; init; }

    /// <summary>The next instant at which the calendar may change it: points mature or lapse, a hold ends. Never after the true one; null where nothing is to come.</summary>
    public Instant? NextDue { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>What the member owes in one way or the other: the debt, or how far the balance is below 0.</summary>
    public long Owed => Debt + Math.Max(0, -Available);

    /// <summary>The balance of an account of the ledger, with the sign of its entries: the nine sum to 0.</summary>
    public long Balance(PointsLedgerAccount account) => account switch
    {
        PointsLedgerAccount.Available => Available,
        PointsLedgerAccount.Pending => Pending,
        PointsLedgerAccount.Held => Held,
        PointsLedgerAccount.Debt => -Debt,
        PointsLedgerAccount.Issued => -Issued,
        PointsLedgerAccount.Redeemed => Redeemed,
        PointsLedgerAccount.Expired => Expired,
        PointsLedgerAccount.Adjusted => -Adjusted,
        PointsLedgerAccount.Transferred => -Transferred,
        _ => throw new ArgumentOutOfRangeException(nameof(account), account, "It is none of the ledger's accounts."),
    };

    /// <summary>The account after an entry.</summary>
    /// <exception cref="OverflowException">A balance leaves the range of 64 bits.</exception>
    public PointsAccount With(PointsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        long points = entry.Points;
        return checked(entry.Account switch
        {
            PointsLedgerAccount.Available => this with { Available = Available + points },
            PointsLedgerAccount.Pending => this with { Pending = Pending + points },
            PointsLedgerAccount.Held => this with { Held = Held + points },
            PointsLedgerAccount.Debt => this with { Debt = Debt - points },
            PointsLedgerAccount.Issued => this with { Issued = Issued - points },
            PointsLedgerAccount.Redeemed => this with { Redeemed = Redeemed + points },
            PointsLedgerAccount.Expired => this with { Expired = Expired + points },
            PointsLedgerAccount.Adjusted => this with { Adjusted = Adjusted - points },
            PointsLedgerAccount.Transferred => this with { Transferred = Transferred - points },
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Account, "It is none of the ledger's accounts."),
        });
    }

    internal void Check()
    {
        const string Field = "points-account.balance";
        Require.That(Pending >= 0 && Held >= 0 && Debt >= 0, Field, $"pending {Pending}, held {Held} and debt {Debt} are 0 or more");
        Require.That(Debt == 0 || Available <= 0, Field, $"there are {Available} points to spend beside a debt of {Debt}; points repay a debt first");
        Require.That(
            Available + Pending + Held - Debt == Issued - Redeemed - Expired + Adjusted + Transferred,
            Field,
            "what the member has is not what the programme gave less what it took");
    }
}
