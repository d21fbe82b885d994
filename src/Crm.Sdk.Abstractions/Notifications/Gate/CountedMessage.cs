using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A message that was handed to its channel and counts against the caps.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Message">The message.</param>
/// <param name="At">When it was first handed over, in business time.</param>
/// <param name="Channel">The channel.</param>
public sealed record CountedMessage(RecordId Message, Instant At, string Channel);
