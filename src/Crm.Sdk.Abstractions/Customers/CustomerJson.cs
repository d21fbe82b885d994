using System.Text.Json.Serialization;

namespace Crm.Sdk.Customers;

/// <summary>The source-generated serialisers of the parts of a customer that are kept as JSON.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PersonName))]
[JsonSerializable(typeof(PostalAddress))]
[JsonSerializable(typeof(IReadOnlyList<ContactPoint>))]
[JsonSerializable(typeof(IReadOnlyList<FurtherAddress>))]
[JsonSerializable(typeof(IReadOnlyList<InformationSource>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<AttributeValue>))]
internal sealed partial class CustomerJson : JsonSerializerContext;
