namespace Crm.Sdk.Privacy;

/// <summary>A personal value in its envelope: whose it is, under which key it was sealed, and the sealed bytes.</summary>
/// <remarks>What histories, events, the outbox and the audit hold instead of the value. Destroying the subject's key makes it unreadable. Immutable.</remarks>
/// <param name="Subject">The customer whose value it is.</param>
/// <param name="KeyId">The key; <c>none</c> where nothing was encrypted.</param>
/// <param name="Bytes">The sealed bytes in base64.</param>
public sealed record SealedValue(RecordId Subject, string KeyId, string Bytes);
