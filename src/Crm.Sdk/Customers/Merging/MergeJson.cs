using System.Text.Json.Serialization;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The source-generated serialisers of the parts of a merge that are kept as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<MergeChoice>))]
internal sealed partial class MergeJson : JsonSerializerContext;
