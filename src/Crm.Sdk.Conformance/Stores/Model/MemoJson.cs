using System.Text.Json.Serialization;

namespace Crm.Sdk.Conformance.Stores;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Memo))]
[JsonSerializable(typeof(string))]
internal sealed partial class MemoJson : JsonSerializerContext;
