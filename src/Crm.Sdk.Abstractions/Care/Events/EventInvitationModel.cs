using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>How invitations to events are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class EventInvitationModel
{
    /// <summary>The event's code.</summary>
    public static FieldId Event { get; } = "event";

    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The kind <c>event-invitation</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<EventInvitation>("event-invitation", static i => i.Id);
        kind.About(static i => i.Customer);
        FieldHandle<string?> code = kind.Text(Event, static i => i.Event, indexed: true, maxLength: OpenCode.MaxLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static i => i.Customer, indexed: true);
        FieldHandle<Instant?> invitedAt = kind.Instant("invited-at", static i => i.InvitedAt);
        FieldHandle<long?> answer = kind.Int("answer", static i => (long)i.Answer);
        FieldHandle<Instant?> answeredAt = kind.Instant("answered-at", static i => i.AnsweredAt);
        FieldHandle<long?> guests = kind.Int("guests", static i => i.Guests);
        FieldHandle<Instant?> attendedAt = kind.Instant("attended-at", static i => i.AttendedAt);
        var origin = new OriginFields<EventInvitation>(kind, static i => i.Origin);
        kind.StampedBy(static (i, from) => i with { Origin = from }).CheckedBy(static i => i.Check());
        return kind.ComposedBy(row => new EventInvitation
        {
            Event = row.Need(code),
            Customer = (CustomerId)row.Need(customer),
            InvitedAt = row.Get(invitedAt),
            Answer = (InvitationAnswer)row.Need(answer),
            AnsweredAt = row.Get(answeredAt),
            Guests = (int)row.Need(guests),
            AttendedAt = row.Get(attendedAt),
            Origin = origin.Read(row),
        });
    }
}
