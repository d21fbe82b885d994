using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crm.Sdk.Channels.Webhook.Robots;

/// <summary>The bodies of robots' requests.</summary>
internal static class RobotBody
{
    /// <summary>Writes an object.</summary>
    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Writes the text: <c>{"content": …}</c> or <c>{"text": …}</c>.</summary>
    public static void WriteText(Utf8JsonWriter json, string holder, string member, string text)
    {
        json.WriteStartObject(holder);
        json.WritePropertyName(member);
        json.WriteRawValue(Quoted(text), skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>A text as JSON with only what must be escaped (RFC 8259, section 7), so that bodies, which robots limit in bytes, are as short as texts.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 16).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
