using System.Text.Json.Serialization;

namespace Crm.Sdk.Classification;

/// <summary>The source-generated serialisers of what a run keeps as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(LabelChangedData))]
internal sealed partial class ClassificationJson : JsonSerializerContext;
