using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Credit;

/// <summary>Writes what an assessment is made of as the JSON that <see cref="CreditInputReader"/> reads back to the same.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CreditInputWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>One line of JSON.</returns>
    public static string Write(CreditInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            CreditInformation information = input.Information;
            json.WriteStartObject();
            json.WriteString("customer"u8, information.Customer);
            json.WriteString("currency"u8, information.Currency.Code);
            Day(json, "asOf"u8, input.AsOf);
            Amount(json, "requestedLimit"u8, information.RequestedLimit);
            Amount(json, "annualPurchases"u8, information.AnnualPurchases);
            Amount(json, "peerLimit"u8, information.PeerLimit);
            Amount(json, "insuredAmount"u8, information.InsuredAmount);
            Day(json, "securedOn"u8, information.SecuredOn);
            Array(json, "collateral"u8, information.Collateral, static (json, item) =>
            {
                json.WriteString("type"u8, item.Type);
                json.WriteNumber("value"u8, item.Value.Amount);
            });
            Array(json, "evidence"u8, information.Evidence, Evidence);
            Array(json, "statements"u8, information.Statements, Statement);
            Array(json, "indicators"u8, information.Indicators, Indicator);
            Array(json, "gaps"u8, information.Gaps, Gap);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Evidence(Utf8JsonWriter json, CreditEvidence evidence)
    {
        json.WriteString("indicator"u8, evidence.Indicator);
        json.WriteNumber("value"u8, evidence.Value);
        Day(json, "date"u8, evidence.Date);
        json.WriteString("source"u8, evidence.Source);
        json.WriteNumber("reliability"u8, evidence.Reliability);
        Text(json, "investigation"u8, evidence.Investigation);
        Text(json, "investigator"u8, evidence.Investigator);
        Text(json, "document"u8, evidence.Document);
    }

    private static void Statement(Utf8JsonWriter json, FinancialStatement statement)
    {
        Day(json, "date"u8, statement.Date);
        json.WriteString("currency"u8, statement.Currency.Code);
        json.WriteNumber("reliability"u8, statement.Reliability);
        Text(json, "document"u8, statement.Document);
        Figure(json, "currentAssets"u8, statement.CurrentAssets);
        Figure(json, "inventory"u8, statement.Inventory);
        Figure(json, "currentLiabilities"u8, statement.CurrentLiabilities);
        Figure(json, "totalAssets"u8, statement.TotalAssets);
        Figure(json, "totalLiabilities"u8, statement.TotalLiabilities);
        Figure(json, "retainedEarnings"u8, statement.RetainedEarnings);
        Figure(json, "ebit"u8, statement.Ebit);
        Figure(json, "interest"u8, statement.Interest);
        Figure(json, "sales"u8, statement.Sales);
        Figure(json, "equity"u8, statement.Equity);
        Figure(json, "marketValueOfEquity"u8, statement.MarketValueOfEquity);
    }

    private static void Indicator(Utf8JsonWriter json, AddedIndicator added)
    {
        json.WriteString("criterion"u8, added.Criterion);
        json.WriteString("code"u8, added.Indicator.Code);
        json.WriteNumber("weight"u8, added.Indicator.Weight);
        json.WriteString("direction"u8, IndicatorDirections.Write(added.Indicator.Curve.Direction));
        Array(json, "curve"u8, added.Indicator.Curve.Points, static (json, point) =>
        {
            json.WriteNumber("value"u8, point.Value);
            json.WriteNumber("score"u8, point.Score);
        });
        json.WriteNumber("prior"u8, added.Indicator.Prior);
        if (added.Indicator.HalfLifeDays is { } days)
        {
            json.WriteNumber("halfLifeDays"u8, days);
        }
    }

    private static void Gap(Utf8JsonWriter json, CreditGap gap)
    {
        json.WriteString("source"u8, gap.Source);
        json.WriteString("detail"u8, gap.Detail);
        json.WriteStartArray("indicators"u8);
        foreach (string indicator in gap.Indicators)
        {
            json.WriteStringValue(indicator);
        }

        json.WriteEndArray();
    }

    private static void Array<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, ValueList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void Day(Utf8JsonWriter json, ReadOnlySpan<byte> name, LocalDate? day)
    {
        if (day is { } given)
        {
            json.WriteString(name, LocalDatePattern.Iso.Format(given));
        }
    }

    private static void Amount(Utf8JsonWriter json, ReadOnlySpan<byte> name, Money? amount) => Figure(json, name, amount?.Amount);

    private static void Figure(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? figure)
    {
        if (figure is { } given)
        {
            json.WriteNumber(name, given);
        }
    }
}
