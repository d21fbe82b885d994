using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>How the JSON of a scorecard maps to its fields.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true)]
[JsonSerializable(typeof(ScorecardForm))]
internal sealed partial class ScorecardContext : JsonSerializerContext;
