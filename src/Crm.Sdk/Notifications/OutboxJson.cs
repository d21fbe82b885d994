using System.Text.Json.Serialization;
using Crm.Sdk.Privacy;

namespace Crm.Sdk.Notifications;

/// <summary>The source-generated serialisers of a message's content and of its envelope.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealedValue))]
[JsonSerializable(typeof(MessageContent))]
internal sealed partial class OutboxJson : JsonSerializerContext;
