using System.Text.Json.Serialization;

namespace Crm.Sdk.Loyalty;

/// <summary>Programmes as JSON: names in camel case, codes of enums as words; an unknown member is refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoyaltyProgramme))]
internal sealed partial class ProgrammeJson : JsonSerializerContext;
