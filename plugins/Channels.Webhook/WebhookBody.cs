using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>The body of a webhook. A message that is JSON is handed on as it is; of another the parts stand under <c>data</c>. The same for every attempt.</summary>
internal static class WebhookBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(OutgoingMessage message)
    {
        if (message.Format == MessageFormat.Json)
        {
            return Encoding.UTF8.GetBytes(message.Body);
        }

        var buffer = new ArrayBufferWriter<byte>(256 + (2 * message.Body.Length));
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", "crm.message");
            json.WriteStartObject("data");
            json.WriteString("key", message.Key);
            json.WriteString("tenant", message.Tenant.Value);
            Write("address", message.Address);
            Write("subject", message.Subject);
            json.WriteString("body", message.Body);
            json.WriteString("format", message.Format == MessageFormat.Html ? "html" : "text");
            Write("language", message.Language);
            Write("unsubscribe", message.Unsubscribe?.AbsoluteUri);
            json.WriteEndObject();
            json.WriteEndObject();

            void Write(string name, string? value)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }
        }

        return buffer.WrittenMemory;
    }
}
