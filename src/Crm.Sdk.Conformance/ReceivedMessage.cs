namespace Crm.Sdk.Conformance;

/// <summary>A message as it came out on the other side of a channel.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Text">The text, read back from the form it travelled in. <c>\r\n</c> and <c>\n</c> count as the same.</param>
/// <param name="Address">Where it came; null where the channel has no addresses.</param>
/// <param name="Subject">The subject; null where the channel has none.</param>
public sealed record ReceivedMessage(string Text, string? Address = null, string? Subject = null);
