using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>How the JSON of an assessment's input maps to its fields; published as <c>docs/schemas/credit-input.schema.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(InformationJson))]
internal sealed partial class CreditInputJson : JsonSerializerContext;
