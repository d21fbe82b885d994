using System.Text.Json.Serialization;

namespace Crm.Sdk.Lifecycle;

/// <summary>The source-generated serialisers of what lifecycles keep as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StageChangedData))]
internal sealed partial class LifecycleJson : JsonSerializerContext;
