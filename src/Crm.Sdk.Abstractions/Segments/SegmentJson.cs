using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Reads and writes segments as JSON that a person can write; the schema is <c>docs/schemas/segment.schema.json</c>.</summary>
/// <remarks>What <see cref="Write(Segment)"/> wrote, <see cref="Read"/> reads to an equal segment. Thread-safe.</remarks>
public static class SegmentJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The definition.</param>
    /// <exception cref="SegmentException">CRM6050: it is no JSON or no segment; CRM6052: a value is none that can stand there; CRM6053: it is too large. The message says where and what would be right.</exception>
    public static Segment Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > SegmentLimits.MaxLength)
        {
            throw new SegmentException(SegmentErrorCodes.TooLarge, string.Empty, $"the definition has {json.Length:N0} characters; {SegmentLimits.MaxLength:N0} are allowed.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = (3 * SegmentLimits.MaxDepth) + 8 });
            return new SegmentReader().Read(document.RootElement, string.Empty, 1);
        }
        catch (JsonException malformed)
        {
            throw new SegmentException(SegmentErrorCodes.Malformed, string.Empty, $"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <summary>Writes a segment as compact JSON, the same of equal segments.</summary>
    public static string Write(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, segment);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    internal static string NameOf(SegmentOperator how) => how switch
    {
        SegmentOperator.Equal => "eq",
        SegmentOperator.NotEqual => "ne",
        SegmentOperator.Less => "lt",
        SegmentOperator.LessOrEqual => "lte",
        SegmentOperator.Greater => "gt",
        SegmentOperator.GreaterOrEqual => "gte",
        SegmentOperator.In => "in",
        SegmentOperator.NotIn => "notIn",
        SegmentOperator.Between => "between",
        SegmentOperator.StartsWith => "startsWith",
        SegmentOperator.Contains => "contains",
        SegmentOperator.Exists => "exists",
        SegmentOperator.HasAny => "hasAny",
        SegmentOperator.HasAll => "hasAll",
        _ => "hasNone",
    };

    internal static string NameOf(GeoDatum datum) => datum switch
    {
        GeoDatum.Gcj02 => "gcj02",
        GeoDatum.Bd09 => "bd09",
        _ => "wgs84",
    };

    internal static bool TakesList(SegmentOperator how) =>
        how is SegmentOperator.In or SegmentOperator.NotIn or SegmentOperator.Between or SegmentOperator.HasAny or SegmentOperator.HasAll or SegmentOperator.HasNone;

    private static void Write(Utf8JsonWriter json, Segment segment)
    {
        json.WriteStartObject();
        switch (segment)
        {
            case Segment.AllOf all:
                WriteMany(json, "all", all.Segments);
                break;
            case Segment.AnyOf any:
                WriteMany(json, "any", any.Segments);
                break;
            case Segment.NoneOf none:
                WriteMany(json, "none", none.Segments);
                break;
            case Segment.Negation not:
                json.WritePropertyName("not");
                Write(json, not.Segment);
                break;
            case Segment.FieldTest field:
                json.WriteString("field", field.Name);
                WriteTests(json, field.Tests);
                break;
            case Segment.LabelTest label:
                WriteLabel(json, label);
                break;
            case Segment.EventTest happened:
                WriteEvent(json, happened);
                break;
            case Segment.FactTest fact:
                json.WriteString("fact", fact.Name);
                WriteWithin(json, fact.Within);
                WriteTests(json, fact.Tests);
                break;
            case Segment.BirthdayTest birthday:
                json.WriteStartObject("birthday");
                json.WriteNumber("withinDays", birthday.WithinDays);
                json.WriteEndObject();
                break;
            case Segment.NearTest near:
                json.WriteStartObject("near");
                json.WriteNumber("latitude", near.Center.Latitude);
                json.WriteNumber("longitude", near.Center.Longitude);
                json.WriteString("datum", NameOf(near.Center.Datum));
                json.WriteEndObject();
                json.WriteNumber("withinKm", near.WithinKm);
                break;
            case Segment.Reference reference:
                json.WriteString("segment", reference.Name);
                if (reference.Version is { } version)
                {
                    json.WriteNumber("version", version);
                }

                break;
        }

        json.WriteEndObject();
    }

    private static void WriteMany(Utf8JsonWriter json, string name, ValueList<Segment> segments)
    {
        json.WriteStartArray(name);
        foreach (Segment segment in segments)
        {
            Write(json, segment);
        }

        json.WriteEndArray();
    }

    private static void WriteLabel(Utf8JsonWriter json, Segment.LabelTest label)
    {
        json.WriteString("label", label.Dimension);
        bool positive = label.Operator != SegmentOperator.NotIn;
        if (label.Operator == SegmentOperator.Exists)
        {
            json.WriteBoolean("exists", true);
        }
        else if (label.Labels.Count == 1)
        {
            json.WriteString(positive ? "is" : "isNot", label.Labels[0]);
        }
        else
        {
            json.WriteStartArray(positive ? "in" : "notIn");
            foreach (string one in label.Labels)
            {
                json.WriteStringValue(one);
            }

            json.WriteEndArray();
        }

        WriteDate(json, "since", label.Since);
        WriteDate(json, "before", label.Before);
    }

    private static void WriteEvent(Utf8JsonWriter json, Segment.EventTest happened)
    {
        json.WriteString("event", happened.Name);
        WriteWithin(json, happened.Window.Within);
        WriteDate(json, "from", happened.Window.From);
        WriteDate(json, "until", happened.Window.Until);
        if (!happened.Filters.IsEmpty)
        {
            json.WriteStartObject("where");
            foreach (SegmentFilter filter in happened.Filters)
            {
                json.WritePropertyName(filter.Name);
                WriteValues(json, filter.Values, asList: filter.Values.Count != 1);
            }

            json.WriteEndObject();
        }

        if (happened.Amount is not null || !happened.Tests.IsEmpty)
        {
            json.WriteStartObject(happened.Amount is null ? "count" : "sum");
            if (happened.Amount is { } amount)
            {
                json.WriteString("of", amount);
            }

            WriteTests(json, happened.Tests);
            json.WriteEndObject();
        }
    }

    private static void WriteWithin(Utf8JsonWriter json, Trailing within)
    {
        if (!within.IsEver)
        {
            json.WriteString("within", within.ToString());
        }
    }

    private static void WriteDate(Utf8JsonWriter json, string name, RelativeDate? date)
    {
        if (date is not null)
        {
            json.WriteString(name, date.Text);
        }
    }

    private static void WriteTests(Utf8JsonWriter json, ValueList<SegmentTest> tests)
    {
        foreach (SegmentTest test in tests)
        {
            json.WritePropertyName(NameOf(test.Operator));
            WriteValues(json, test.Values, TakesList(test.Operator));
        }
    }

    private static void WriteValues(Utf8JsonWriter json, ValueList<SegmentValue> values, bool asList)
    {
        if (!asList)
        {
            WriteValue(json, values[0]);
            return;
        }

        json.WriteStartArray();
        foreach (SegmentValue value in values)
        {
            WriteValue(json, value);
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, SegmentValue value)
    {
        if (value.Number is { } number)
        {
            json.WriteNumberValue(number);
        }
        else if (value.Truth is { } truth)
        {
            json.WriteBooleanValue(truth);
        }
        else
        {
            json.WriteStringValue(value.Text);
        }
    }
}
