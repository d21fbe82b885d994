using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How accounts of points are stored. Their transactions are their history, so they keep no revisions.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class PointsAccountModel
{
    /// <summary>Whose points they are.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The programme's code.</summary>
    public static FieldId Programme { get; } = "programme";

    /// <summary>The wallet's code.</summary>
    public static FieldId Wallet { get; } = "wallet";

    /// <summary>The next instant at which the calendar may change it.</summary>
    public static FieldId NextDue { get; } = "next-due";

    /// <summary>The kind <c>points-account</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<PointsAccount>("points-account", static a => a.Id);
        kind.About(static a => a.Customer).WithoutHistory();
        FieldHandle<RecordId?> customer = kind.Id(Customer, static a => a.Customer, indexed: true);
        FieldHandle<string?> programme = kind.Text(Programme, static a => a.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<string?> wallet = kind.Text(Wallet, static a => a.Wallet, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> available = kind.Int("available", static a => a.Available);
        FieldHandle<long?> pending = kind.Int("pending", static a => a.Pending);
        FieldHandle<long?> held = kind.Int("held", static a => a.Held);
        FieldHandle<long?> debt = kind.Int("debt", static a => a.Debt);
        FieldHandle<long?> issued = kind.Int("issued", static a => a.Issued);
        FieldHandle<long?> redeemed = kind.Int("redeemed", static a => a.Redeemed);
        FieldHandle<long?> expired = kind.Int("expired", static a => a.Expired);
        FieldHandle<long?> adjusted = kind.Int("adjusted", static a => a.Adjusted);
        FieldHandle<long?> transferred = kind.Int("transferred", static a => a.Transferred);
        FieldHandle<long?> sequence = kind.Int("sequence", static a => a.Sequence);
        FieldHandle<string?> head = kind.Text("head", static a => a.Head.Length == 0 ? null : a.Head, maxLength: 64);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static a => a.AsOf);
        FieldHandle<Instant?> nextDue = kind.Instant(NextDue, static a => a.NextDue, indexed: true);
        var origin = new OriginFields<PointsAccount>(kind, static a => a.Origin);
        kind.StampedBy(static (a, from) => a with { Origin = from }).CheckedBy(static a => a.Check());
        return kind.ComposedBy(row => new PointsAccount
        {
            Id = (PointsAccountId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Programme = row.Need(programme),
            Wallet = row.Need(wallet),
            Available = row.Need(available),
            Pending = row.Need(pending),
            Held = row.Need(held),
            Debt = row.Need(debt),
            Issued = row.Need(issued),
            Redeemed = row.Need(redeemed),
            Expired = row.Need(expired),
            Adjusted = row.Need(adjusted),
            Transferred = row.Need(transferred),
            Sequence = row.Need(sequence),
            Head = row.Get(head) ?? string.Empty,
            AsOf = row.Get(asOf),
            NextDue = row.Get(nextDue),
            Origin = origin.Read(row),
        });
    }
}
