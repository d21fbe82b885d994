using System.Text.Json.Serialization;
using Crm.Sdk.Privacy;

namespace Crm.Sdk.Events;

/// <summary>The source-generated serialiser of sealed event data.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealedValue))]
internal sealed partial class EventJson : JsonSerializerContext;
