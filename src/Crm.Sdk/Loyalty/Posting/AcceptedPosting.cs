using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A posting that is well formed and new under its key, with what is known of it before any account is read.</summary>
internal sealed record AcceptedPosting(PointsPosting Posting, LoyaltyProgramme Programme, PointsTransactionId Id, Instant OccurredAt, string Fingerprint)
{
    /// <summary>The wallet that it names.</summary>
    /// <exception cref="CrmException">CRM6400: the programme has none of that code.</exception>
    public PointsWallet Wallet => Programme.WalletOf(Posting.Wallet);

    /// <summary>Writes the posting's own words on the transaction that it became.</summary>
    public PointsTransaction Complete(PointsTransaction transaction) =>
        transaction with { Key = Posting.Key, Fingerprint = Fingerprint, Reference = Posting.Reference, Reason = Posting.Reason };
}
