using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Sdk.Channels.Local;

/// <summary>The source-generated serialisers of the file's lines.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MessageLine))]
[JsonSerializable(typeof(KeyLine))]
internal sealed partial class LocalJson : JsonSerializerContext
{
    /// <summary>Texts of all scripts (emoji excepted) as they are, not as escapes: people read the file.</summary>
    public static LocalJson Readable { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
