using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Marks the contact point of a customer to which a message came back.</summary>
internal static class BouncedAddress
{
    /// <summary>The customer with every contact point of the address marked, but for those that were refused, and those that were found to work after that day.</summary>
    public static Customer Mark(Customer customer, string address, LocalDate on) => customer with
    {
        EmailState = customer.Email == address ? StateOf(customer.EmailState, customer.EmailStateSince, on) : customer.EmailState,
        EmailStateSince = customer.Email == address && Changes(customer.EmailState, customer.EmailStateSince, on) ? on : customer.EmailStateSince,
        PhoneState = customer.Phone == address ? StateOf(customer.PhoneState, customer.PhoneStateSince, on) : customer.PhoneState,
        PhoneStateSince = customer.Phone == address && Changes(customer.PhoneState, customer.PhoneStateSince, on) ? on : customer.PhoneStateSince,
        ContactPoints = [.. customer.ContactPoints.Select(point => point.Value == address && Changes(point.State, point.StateSince, on)
            ? point with { State = ContactPointState.Bounced, StateSince = on }
            : point)],
    };

    private static ContactPointState StateOf(ContactPointState state, LocalDate? since, LocalDate on) => Changes(state, since, on) ? ContactPointState.Bounced : state;

    private static bool Changes(ContactPointState state, LocalDate? since, LocalDate on) =>
        state == ContactPointState.Unverified || (state == ContactPointState.Verified && (since is null || since <= on));
}
