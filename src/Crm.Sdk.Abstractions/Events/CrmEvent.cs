namespace Crm.Sdk.Events;

/// <summary>Something that happened, for subscribers: written in the commit of what it tells.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">The event's type with its version, for example <c>order.added/1</c>; plugins prefix theirs.</param>
/// <param name="Customer">The customer whom it concerns, whose order of events is kept; null for events of the whole tenant.</param>
/// <param name="Data">What happened as JSON; null where the type says it all. Personal data in it is sealed when it is stored.</param>
/// <param name="IsPersonal">Whether the data says something about a person.</param>
public sealed record CrmEvent(string Type, CustomerId? Customer = null, string? Data = null, bool IsPersonal = false);
