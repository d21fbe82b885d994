using System.Globalization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How transactions of points are stored: only added, which relational stores enforce by triggers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsTransactionModel
{
    /// <summary>Its place among all transactions: its account's id, then its number there (<see cref="PlaceOf"/>).</summary>
    public static FieldId Place { get; } = "place";

    /// <summary>Whose account it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>From when on it counts.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The transaction that it takes back.</summary>
    public static FieldId Reverses { get; } = "reverses";

    /// <summary>The kind <c>points-transaction</c>.</summary>
    public static KindModel Kind { get; } = Build();

    /// <summary>With what the places of an account's transactions begin.</summary>
    public static string PlaceOf(PointsAccountId account) => account.Value.ToString("N");

    private static KindModel Build()
    {
        var kind = new KindBuilder<PointsTransaction>("points-transaction", static t => t.Id);
        kind.Ledger().About(static t => t.Customer);
        FieldHandle<RecordId?> account = kind.Id("account", static t => t.Account);
        FieldHandle<long?> sequence = kind.Int("sequence", static t => t.Sequence);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static t => t.Customer);
        FieldHandle<string?> programme = kind.Text("programme", static t => t.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> wallet = kind.Text("wallet", static t => t.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> key = kind.Text("key", static t => t.Key, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<long?> type = kind.Int("kind", static t => (long)t.Kind);
        kind.Computed(Place, FieldType.Text, static t => FieldValue.Of(PlaceOf(t.Account) + t.Sequence.ToString("D19", CultureInfo.InvariantCulture)), indexed: true, maxLength: 51);
        FieldHandle<Instant?> occurredAt = kind.Instant("occurred-at", static t => t.OccurredAt);
        FieldHandle<Instant?> at = kind.Instant(At, static t => t.At);
        FieldHandle<long?> points = kind.Int("points", static t => t.Points);
        FieldHandle<string?> reference = kind.Text("reference", static t => t.Reference, maxLength: PointsTransaction.MaxKeyLength);
        FieldHandle<string?> reason = kind.Text("reason", static t => t.Reason, maxLength: PointsTransaction.MaxReasonLength);
        FieldHandle<RecordId?> reverses = kind.Id(Reverses, static t => t.Reverses, indexed: true);
        FieldHandle<RecordId?> hold = kind.Id("hold", static t => t.Hold);
        FieldHandle<RecordId?> counterpart = kind.Id("counterpart", static t => t.Counterpart);
        FieldHandle<string?> fingerprint = kind.Text("fingerprint", static t => t.Fingerprint, maxLength: 64);
        FieldHandle<string?> hash = kind.Text("hash", static t => t.Hash, maxLength: 64);
        PartHandle<PointsEntry> entries = kind.Part<PointsEntry>("entry", static t => t.Entries, static entry =>
        {
            FieldHandle<long?> ledger = entry.Int("account", static e => (long)e.Account);
            FieldHandle<long?> change = entry.Int("points", static e => e.Points);
            FieldHandle<RecordId?> lot = entry.Id("lot", static e => e.Lot);
            return row => new PointsEntry((PointsLedgerAccount)row.Need(ledger), row.Need(change), (PointsLotId?)row.Get(lot));
        });
        var origin = new OriginFields<PointsTransaction>(kind, static t => t.Origin);
        kind.StampedBy(static (t, from) => t with { Origin = from }).CheckedBy(static t => t.Check());
        return kind.ComposedBy(row => new PointsTransaction
        {
            Id = (PointsTransactionId)row.Id,
            Account = (PointsAccountId)row.Need(account),
            Sequence = row.Need(sequence),
            Customer = (CustomerId)row.Need(customer),
            Programme = row.Need(programme),
            Wallet = row.Need(wallet),
            Key = row.Get(key),
            Kind = (PointsTransactionKind)row.Need(type),
            OccurredAt = row.Need(occurredAt),
            At = row.Need(at),
            Points = row.Need(points),
            Reference = row.Get(reference),
            Reason = row.Get(reason),
            Reverses = (PointsTransactionId?)row.Get(reverses),
            Hold = (PointsHoldId?)row.Get(hold),
            Counterpart = (PointsTransactionId?)row.Get(counterpart),
            Fingerprint = row.Get(fingerprint),
            Hash = row.Need(hash),
            Entries = row.Get(entries),
            Origin = origin.Read(row),
        });
    }
}
