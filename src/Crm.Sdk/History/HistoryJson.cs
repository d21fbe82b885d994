using System.Text.Json.Serialization;

namespace Crm.Sdk.History;

/// <summary>The source-generated serialisers of what histories and audits keep as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<FieldChange>))]
[JsonSerializable(typeof(IReadOnlyList<AuditedRecord>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
