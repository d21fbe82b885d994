using System.Text.Json.Serialization;

namespace Crm.Sdk.Value;

/// <summary>The source-generated serialisers of what a fit keeps as JSON.</summary>
[JsonSerializable(typeof(FitPayload))]
internal sealed partial class ValueJson : JsonSerializerContext;
