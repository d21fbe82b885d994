using System.Text.Json.Serialization;

namespace Crm.Sdk.Import;

/// <summary>The source-generated serialisers of what cells hold as JSON.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AllocationJson[]))]
[JsonSerializable(typeof(RoleJson[]))]
internal sealed partial class ImportJson : JsonSerializerContext;
