using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A provider's report of a message, 回执. Whoever receives it verifies first that it is the provider's.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Channel">The channel by which the message went.</param>
/// <param name="Key">The message's key, which providers give back: Aliyun as <c>OutId</c>, Tencent as <c>SessionContext</c>.</param>
/// <param name="Kind">What is reported.</param>
/// <param name="At">When it happened.</param>
public sealed record DeliveryReceipt(string Channel, string Key, ReceiptKind Kind, Instant At);
