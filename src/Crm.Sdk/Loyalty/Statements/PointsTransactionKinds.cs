namespace Crm.Sdk.Loyalty;

/// <summary>The codes of kinds of transactions, for people and machines.</summary>
public static class PointsTransactionKinds
{
    /// <summary>The code: lower case, words with a hyphen.</summary>
    public static string CodeOf(PointsTransactionKind kind) => kind switch
    {
        PointsTransactionKind.Earn => "earn",
        PointsTransactionKind.Mature => "mature",
        PointsTransactionKind.Redeem => "redeem",
        PointsTransactionKind.Hold => "hold",
        PointsTransactionKind.Capture => "capture",
        PointsTransactionKind.Release => "release",
        PointsTransactionKind.Expire => "expire",
        PointsTransactionKind.Reverse => "reverse",
        PointsTransactionKind.Adjust => "adjust",
        PointsTransactionKind.TransferOut => "transfer-out",
        PointsTransactionKind.TransferIn => "transfer-in",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no kind of transaction."),
    };
}
