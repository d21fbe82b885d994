using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Crm.Sdk.Classification;

/// <summary>What was learned of a population for one run: the cut points of all population facts. Stored with the run's labels, so that they can be computed again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PopulationModel
{
    private const int Schema = 1;

    /// <summary>The model of a run whose rules read no population fact.</summary>
    public static PopulationModel Empty { get; } = new();

    /// <summary>The cut points, in ascending order of their facts' keys.</summary>
    public ValueList<CutPoints> Cuts { get; init; }

    /// <summary>The cut points of a population fact, or null where the model has none.</summary>
    public CutPoints? Find(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        foreach (CutPoints cuts in Cuts)
        {
            if (string.Equals(cuts.Fact, fact.Key, StringComparison.Ordinal))
            {
                return cuts;
            }
        }

        return null;
    }

    /// <summary>The model as JSON, to be kept.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteStartArray("cuts");
            foreach (CutPoints cuts in Cuts)
            {
                json.WriteStartObject();
                json.WriteString("fact", cuts.Fact);
                json.WriteNumber("customers", cuts.Customers);
                json.WriteBoolean("edgeToUpperBin", cuts.EdgeToUpperBin);
                json.WriteStartArray("edges");
                foreach (double edge in cuts.Edges)
                {
                    json.WriteNumberValue(edge); // the shortest text that reads back as the same number
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="CrmException">CRM4010: the text is not such a model, or one of a newer form.</exception>
    public static PopulationModel FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            int schema = root.GetProperty("schema").GetInt32();
            return schema == Schema
                ? new PopulationModel { Cuts = root.GetProperty("cuts").EnumerateArray().Select(ReadCuts).ToValueList() }
                : throw new CrmException(ClassificationErrorCodes.BadPopulationModel, $"The population model has the form {schema}; this version reads form {Schema}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new CrmException(ClassificationErrorCodes.BadPopulationModel, $"The text is no population model: {e.Message}", e);
        }
    }

    private static CutPoints ReadCuts(JsonElement cuts) => new(
        cuts.GetProperty("fact").GetString() ?? throw new FormatException("'fact' is null."),
        cuts.GetProperty("edges").EnumerateArray().Select(static edge => edge.GetDouble()).ToValueList(),
        cuts.GetProperty("edgeToUpperBin").GetBoolean(),
        cuts.GetProperty("customers").GetInt32());
}
