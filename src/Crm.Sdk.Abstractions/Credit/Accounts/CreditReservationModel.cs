using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>How reservations are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditReservationModel
{
    /// <summary>The order.</summary>
    public static FieldId Order { get; } = "order";

    /// <summary>Whose credit it takes up.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it was closed.</summary>
    public static FieldId ClosedAt { get; } = "closed-at";

    /// <summary>The kind <c>credit-reservation</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CreditReservation>("credit-reservation", static r => r.Id);
        kind.About(static r => r.Customer);
        FieldHandle<RecordId?> order = kind.Id(Order, static r => r.Order, indexed: true);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static r => r.Customer, indexed: true);
        var amount = new MoneyFields<CreditReservation>(kind, "amount", "currency", static r => r.Amount);
        FieldHandle<RecordId?> decision = kind.Id("decision", static r => r.Decision);
        FieldHandle<string?> releasedBy = kind.Text("released-by", static r => r.ReleasedBy, maxLength: ActorId.MaxLength);
        FieldHandle<string?> releaseReason = kind.Text("release-reason", static r => r.ReleaseReason, maxLength: CreditReservation.MaxReasonLength);
        FieldHandle<LocalDate?> releasedUntil = kind.Date("released-until", static r => r.ReleasedUntil);
        FieldHandle<Instant?> closedAt = kind.Instant(ClosedAt, static r => r.ClosedAt);
        FieldHandle<string?> closeReason = kind.Text("close-reason", static r => r.CloseReason, maxLength: CreditReservation.MaxReasonLength);
        var origin = new OriginFields<CreditReservation>(kind, static r => r.Origin);
        kind.StampedBy(static (r, from) => r with { Origin = from }).CheckedBy(static r => r.Check()).Unique("order", Order);
        return kind.ComposedBy(row => new CreditReservation
        {
            Id = (CreditReservationId)row.Id,
            Order = (OrderId)row.Need(order),
            Customer = (CustomerId)row.Need(customer),
            Amount = amount.Need(row),
            Decision = (CreditDecisionId)row.Need(decision),
            ReleasedBy = row.Get(releasedBy),
            ReleaseReason = row.Get(releaseReason),
            ReleasedUntil = row.Get(releasedUntil),
            ClosedAt = row.Get(closedAt),
            CloseReason = row.Get(closeReason),
            Origin = origin.Read(row),
        });
    }
}
