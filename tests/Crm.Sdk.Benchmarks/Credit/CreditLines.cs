using System.Globalization;
using System.Text.Json;

namespace Crm.Sdk.Benchmarks.Credit;

/// <summary>Inputs of assessments as JSON Lines, drawn from a seed: a file of customers as a wholesaler has them, of whom now this and now that is known.</summary>
internal static class CreditLines
{
    private static readonly (string Indicator, double Least, double Most, string Source)[] Evidence =
    [
        ("on-time-rate", 0.4, 1, "own-records"), ("days-late", 0, 80, "own-records"), ("repayment-rate", 0.6, 1, "own-records"), ("years-of-dealing", 0, 15, "own-records"),
        ("industry-risk", 1, 10, "industry-body"), ("competitiveness", 0, 100, "internal.sales"), ("current-ratio", 0.4, 3, "agency"), ("equity-ratio", 0, 0.8, "bank"),
        ("seriously-overdue", 0, 0.3, "own-records"),
    ];

    public static async Task WriteAsync(string path, int lines)
    {
        var random = new Random(20_260_630);
        await using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        for (int i = 0; i < lines; i++)
        {
            Line(json, random, i);
            await json.FlushAsync();
            file.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void Line(Utf8JsonWriter json, Random random, int number)
    {
        json.WriteStartObject();
        json.WriteString("customer", string.Create(CultureInfo.InvariantCulture, $"C{number:000000}"));
        json.WriteString("currency", "CNY");
        json.WriteString("asOf", "2026-06-30");
        json.WriteNumber("requestedLimit", random.Next(10, 1_000) * 1_000);
        json.WriteNumber("annualPurchases", random.Next(100, 10_000) * 1_000);
        if (random.Next(2) == 0)
        {
            json.WriteNumber("insuredAmount", random.Next(10, 500) * 1_000);
        }

        json.WriteStartArray("evidence");
        foreach ((string indicator, double least, double most, string source) in Evidence)
        {
            for (int i = random.Next(3); i > 0; i--)
            {
                json.WriteStartObject();
                json.WriteString("indicator", indicator);
                json.WriteNumber("value", Math.Round(least + (random.NextDouble() * (most - least)), 4));
                json.WriteString("date", string.Create(CultureInfo.InvariantCulture, $"202{random.Next(4, 6)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}"));
                json.WriteString("source", source);
                json.WriteNumber("reliability", Math.Round(0.3 + (random.NextDouble() * 0.7), 2));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteStartArray("statements");
        for (int i = random.Next(3); i > 0; i--)
        {
            double assets = random.Next(500, 50_000), share = 0.2 + (random.NextDouble() * 0.9);
            json.WriteStartObject();
            json.WriteString("date", string.Create(CultureInfo.InvariantCulture, $"202{5 - i}-12-31"));
            json.WriteNumber("reliability", 0.9);
            Figure(json, "currentAssets", assets * 0.6);
            Figure(json, "inventory", assets * 0.2 * random.NextDouble());
            Figure(json, "currentLiabilities", assets * share * 0.6);
            Figure(json, "totalAssets", assets);
            Figure(json, "totalLiabilities", assets * share);
            Figure(json, "retainedEarnings", assets * 0.3 * random.NextDouble());
            Figure(json, "ebit", assets * 0.15 * random.NextDouble());
            Figure(json, "interest", random.Next(4) == 0 ? 0 : assets * share * 0.05);
            Figure(json, "sales", assets * (0.5 + random.NextDouble()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("collateral");
        for (int i = random.Next(2); i > 0; i--)
        {
            json.WriteStartObject();
            json.WriteString("type", random.Next(2) == 0 ? "property" : "bank-guarantee");
            json.WriteNumber("value", random.Next(10, 500) * 1_000);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, string name, double thousands) => json.WriteNumber(name, Math.Round((decimal)thousands * 1_000, 2));
}
