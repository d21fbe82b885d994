using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Classification;
using NodaTime.Text;

namespace Crm.Sdk.Notifications;

/// <summary>Keeps a reason as a JSON array: the code, then its arguments; whole numbers as numbers, dates as {"date": …}, all else as text.</summary>
internal static class CodedReason
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Write(Reason? reason)
    {
        if (reason is null)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            json.WriteStringValue(reason.Code);
            foreach (ReasonArg arg in reason.Args)
            {
                Write(json, arg);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static Reason? Read(string? kept)
    {
        if (kept is null)
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(kept);
        JsonElement[] items = [.. document.RootElement.EnumerateArray()];
        return new Reason(items[0].GetString()!, [.. items.Skip(1).Select(Read)]);
    }

    private static void Write(Utf8JsonWriter json, ReasonArg arg)
    {
        switch (arg.Kind)
        {
            case ReasonArgKind.Whole:
                json.WriteNumberValue(arg.Whole);
                break;
            case ReasonArgKind.Date:
                json.WriteStartObject();
                json.WriteString("date", LocalDatePattern.Iso.Format(arg.Date));
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(arg.Kind == ReasonArgKind.Text ? arg.Text : arg.ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    private static ReasonArg Read(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Number => item.GetInt64(),
        JsonValueKind.Object => LocalDatePattern.Iso.Parse(item.GetProperty("date").GetString()!).Value,
        _ => item.GetString()!,
    };
}
