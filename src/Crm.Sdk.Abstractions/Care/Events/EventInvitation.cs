using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A customer at an event: invited, the answer, the attendance (CA-5). There is one for each event and customer.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EventInvitation
{
    /// <summary>The greatest number of guests that a customer brings.</summary>
    public const int MaxGuests = 100;

    /// <summary>The id, which follows from event and customer.</summary>
    public RecordId Id => IdOf(Event, Customer);

    /// <summary>The event's code.</summary>
    public required string Event { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>When it was invited; null for who came without.</summary>
    public Instant? InvitedAt { get; init; }

    /// <summary>The answer.</summary>
    public InvitationAnswer Answer { get; init; }

    /// <summary>When it was given; null while it is open.</summary>
    public Instant? AnsweredAt { get; init; }

    /// <summary>How many guests the customer brings, 0 to 100.</summary>
    public int Guests { get; init; }

    /// <summary>When the customer came; null where it did not.</summary>
    public Instant? AttendedAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>How many people are expected of it.</summary>
    public int Expected => Answer == InvitationAnswer.Accepted ? 1 + Guests : 0;

    /// <summary>The id of an invitation.</summary>
    /// <param name="code">The event's code.</param>
    /// <param name="customer">The customer.</param>
    public static RecordId IdOf(string code, CustomerId customer) => new(NamedGuid.Of("event-invitation", code, customer.ToString()));

    internal void Check()
    {
        Require.Code(Event, "event-invitation.event");
        Require.Defined<InvitationAnswer>(Answer, "event-invitation.answer");
        Require.InRange(Guests, 0, MaxGuests, "event-invitation.guests");
        Require.That(AnsweredAt is null == (Answer == InvitationAnswer.Open), "event-invitation.answered-at", "an answer has its time, and an open one has none");
    }
}
