using System.Text.Json.Serialization;

namespace Crm.Sdk.Classification;

/// <summary>The source-generated serialisers of what a run keeps as JSON.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class ClassificationJson : JsonSerializerContext;
