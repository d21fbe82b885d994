namespace Crm.Sdk.Notifications;

/// <summary>The last messages to a customer that count against the caps: one record a customer, written in the commit that marks a message as being sent, so that two dispatchers never pass on one place.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ContactLog
{
    /// <summary>The most messages that are remembered; older ones are forgotten first.</summary>
    public const int MaxMessages = 100;

    /// <summary>The id, which follows from the customer.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The messages, the oldest first.</summary>
    public ValueList<CountedMessage> Messages { get; init; }

    /// <summary>The id of a customer's record.</summary>
    public static RecordId IdOf(CustomerId customer) => new(NamedGuid.Of("contact-log", customer.ToString()));
}
