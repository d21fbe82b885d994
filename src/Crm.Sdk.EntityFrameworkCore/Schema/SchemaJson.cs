using System.Text.Json.Serialization;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The JSON of a schema's description.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoreSchema))]
internal sealed partial class SchemaJson : JsonSerializerContext;
