using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Cli.Output;

/// <summary>How a value is written in CSV (invariant), in JSON, and for people.</summary>
internal static class CellText
{
    public static string Csv(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        Coded coded => coded.Code ?? string.Empty,
        bool truth => truth ? "true" : "false",
        Money money => money.Amount.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Instant instant => InstantPattern.ExtendedIso.Format(instant),
        LocalDate date => LocalDatePattern.Iso.Format(date),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };

    public static string People(object? value) => value switch
    {
        null => string.Empty,
        Coded coded => ConsoleText.Plain(coded.Text),
        int or long => ((IFormattable)value).ToString("N0", CultureInfo.InvariantCulture),
        double number => number.ToString("#,0.###", CultureInfo.InvariantCulture),
        decimal number => number.ToString("#,0.##", CultureInfo.InvariantCulture),
        Money money => $"{money.Amount.ToString("N" + money.Currency.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {money.Currency}",
        _ => ConsoleText.Plain(Csv(value)),
    };

    public static void Json(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null or Coded { Code: null }:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case double:
                json.WriteNullValue();
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case Money money:
                json.WriteStartObject();
                json.WriteNumber("amount", money.Amount);
                json.WriteString("currency", money.Currency.Code);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(Csv(value));
                break;
        }
    }
}
