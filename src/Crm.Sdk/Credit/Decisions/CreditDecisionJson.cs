using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crm.Sdk.Credit;

/// <summary>Rule sets and what decisions are made of, as JSON and back.</summary>
/// <remarks>Thread-safe. Amounts are written as <c>12.50 CNY</c>, days as ISO 8601; what is null is left out. The same value always gives the same text.</remarks>
public static class CreditDecisionJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // kept in records and read by programs alone, never put into a page

    /// <summary>A rule set as JSON.</summary>
    public static string Write(CreditRuleSet rules) => Write(rules, CreditCheckJson.Default.CreditRuleSet);

    /// <summary>What the rules were told, as JSON.</summary>
    public static string Write(CreditCheckInput input) => Write(input, CreditCheckJson.Default.CreditCheckInput);

    /// <summary>An answer as JSON: outcome, findings with their reasons, arithmetic. It is compared with and shown, not read back.</summary>
    public static string Write(CreditCheckAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Text(json =>
        {
            json.WriteStartObject();
            json.WriteString("outcome", answer.Outcome.ToString());
            json.WriteStartArray("findings");
            foreach (CreditFinding finding in answer.Findings)
            {
                json.WriteStartObject();
                json.WriteString("rule", finding.Rule);
                json.WriteString("effect", finding.Effect.ToString());
                json.WriteString("reason", finding.Reason.ToString());
                if (finding.ExcludedBy is { } exclusion)
                {
                    json.WriteString("excludedBy", exclusion);
                }

                if (finding.IsReleased)
                {
                    json.WriteBoolean("released", true);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("arithmetic");
            foreach (CreditSum sum in answer.Arithmetic)
            {
                json.WriteStringValue($"{sum.Type}{(sum.Customer is { } member ? $" {member}" : string.Empty)} {sum.Amount}{(sum.Documents > 0 ? $" of {sum.Documents}" : string.Empty)}");
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>Reads a rule set, such as one from a file.</summary>
    /// <exception cref="CrmException">CRM6250: it is no rule set; the message names the place.</exception>
    public static CreditRuleSet ReadRules(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize(json, CreditCheckJson.Default.CreditRuleSet) ?? throw new JsonException("It is null.");
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException)
        {
            throw new CrmException(CreditErrorCodes.BadRuleSet, $"The rule set cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>What the rules of a decision were told.</summary>
    /// <exception cref="CrmException">CRM6256: it cannot be read.</exception>
    public static CreditCheckInput ReadInput(CreditDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        try
        {
            return JsonSerializer.Deserialize(decision.Input, CreditCheckJson.Default.CreditCheckInput) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw new CrmException(CreditErrorCodes.BadDecision, $"What decision {decision.Id} was made of cannot be read: {wrong.Message}", wrong);
        }
    }

    private static string Write<T>(T value, JsonTypeInfo<T> type) => Text(json => JsonSerializer.Serialize(json, value, type));

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
