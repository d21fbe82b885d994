using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;

namespace Crm.Sdk.Clustering;

/// <summary>The source-generated serialisers of what is kept as JSON, since stored fields know no floating point: numbers keep every bit.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(ValueListConverter<string>), typeof(ValueListConverter<int>), typeof(ValueListConverter<double>), typeof(ValueListConverter<ValueList<double>>)])]
[JsonSerializable(typeof(ClusterModel))]
[JsonSerializable(typeof(ValueList<double>))]
internal sealed partial class ClusteringJson : JsonSerializerContext;
