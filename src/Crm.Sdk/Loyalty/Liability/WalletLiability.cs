namespace Crm.Sdk.Loyalty;

/// <summary>What is owed in one wallet of a programme at an instant (LO-3).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record WalletLiability
{
    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The wallet's code.</summary>
    public required string Wallet { get; init; }

    /// <summary>Points that can be spent, in lots.</summary>
    public required long Available { get; init; }

    /// <summary>Points that become spendable later.</summary>
    public required long Pending { get; init; }

    /// <summary>Points that are set aside.</summary>
    public required long Held { get; init; }

    /// <summary>What members owe: debts, and balances below 0. It lowers no outstanding point: other members hold those.</summary>
    public required long Owed { get; init; }

    /// <summary>All that members may still redeem: available, pending and held.</summary>
    public long Outstanding => checked(Available + Pending + Held);

    /// <summary>Outstanding points by the month of their last day, the soonest first; those that never lapse last.</summary>
    public required ValueList<ExpiringPoints> ByExpiry { get; init; }

    /// <summary>The months in which something was posted, in order: what was there, came, went, and is there. The last one ends at the instant.</summary>
    public required ValueList<PointsMonth> Months { get; init; }

    /// <summary>What the accounts of the ledger come to; null where some have transactions after the instant, so that they say nothing of it.</summary>
    public long? Balances { get; init; }

    /// <summary>Outstanding less owed, which is where the months end.</summary>
    public long Net => checked(Outstanding - Owed);

    /// <summary>Whether the months tie out: no difference in any, and the last closes with what is outstanding and with the accounts' balances.</summary>
    public bool IsTied => Months.All(static month => month.Difference == 0) && (Months.Count == 0 ? 0 : Months[^1].Closing) == Net && (Balances ?? Net) == Net;

    /// <summary>Outstanding points at the stated cost, rounded once; null where none was stated.</summary>
    public Money? Value { get; init; }

    /// <summary>How many of the outstanding points are expected to lapse.</summary>
    public required BreakageEstimate Breakage { get; init; }

    /// <summary>The value of the points that are not expected to lapse; null where no cost was stated, or the breakage is not known.</summary>
    public Money? ExpectedValue { get; init; }
}
