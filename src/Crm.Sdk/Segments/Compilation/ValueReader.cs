using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Segments;

/// <summary>Reads written values as values of a field.</summary>
internal static class ValueReader
{
    private const decimal Millionths = 1_000_000m;

    /// <summary>A value that does not depend on a day.</summary>
    /// <param name="kind">The field's kind.</param>
    /// <param name="field">The field; no date and no instant.</param>
    /// <param name="attribute">The attribute behind it, or null.</param>
    /// <param name="value">What is written.</param>
    /// <param name="pointer">Where.</param>
    public static FieldValue Read(RecordKind kind, FieldModel field, AttributeDefinition? attribute, SegmentValue value, string pointer)
    {
        switch (field.Type)
        {
            case FieldType.Bool when value.Truth is { } truth:
                return FieldValue.Of(truth);
            case FieldType.Int when value.Number is { } number:
                decimal kept = attribute?.Type == AttributeType.Decimal ? number * Millionths : number;
                return kept == decimal.Truncate(kept) && kept is >= long.MinValue and <= long.MaxValue
                    ? FieldValue.Of((long)kept)
                    : throw Refuse(pointer, $"'{value}' is no {(attribute?.Type == AttributeType.Decimal ? "number of at most six decimals" : "whole number")}.");
            case FieldType.Int when value.Text is { } name && FieldCodes.Of(kind, field.Id) is { } codes:
                return codes.TryGetValue(name, out long code)
                    ? FieldValue.Of(code)
                    : throw new SegmentException(SegmentErrorCodes.BadValue, pointer, $"'{name}' is no {field.Id}; {NearName.Hint(name, codes.Keys)}");
            case FieldType.Text when value.Text is { } text:
                return FieldValue.Of(Text(text, pointer));
            case FieldType.Id when value.Text is { } id && Guid.TryParseExact(id, "D", out Guid parsed):
                return FieldValue.Of(parsed);
            default:
                throw Refuse(pointer, $"'{value}' is no {NameOf(field.Type)}, which '{field.Id}' holds.");
        }
    }

    public static RelativeDate Date(SegmentValue value, string pointer) =>
        value.Text is { } text && RelativeDate.TryParse(text) is { } date ? date : throw Refuse(pointer, $"'{value}' is none; give {RelativeDate.Shape}.");

    /// <summary>A date for a field of instants, or the instant itself.</summary>
    public static (RelativeDate? Date, Instant? Instant) Moment(SegmentValue value, string pointer) =>
        value.Text is { } text && InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant ? (null, instant.Value) : (Date(value, pointer), null);

    public static string Text(string text, string pointer)
    {
        try
        {
            return CanonicalText.Normalize(text, AttributeDefinition.MaxValueLength, "value");
        }
        catch (CrmException wrong)
        {
            throw new SegmentException(SegmentErrorCodes.BadValue, pointer, wrong.Message, wrong);
        }
    }

    public static LocalDate On(RelativeDate date, LocalDate today, string pointer)
    {
        try
        {
            return date.On(today);
        }
        catch (CrmException outside)
        {
            throw new SegmentException(SegmentErrorCodes.BadValue, pointer, outside.Message, outside);
        }
    }

    public static SegmentException Refuse(string pointer, string why) => new(SegmentErrorCodes.BadValue, pointer, why);

    private static string NameOf(FieldType type) => type switch
    {
        FieldType.Bool => "truth value",
        FieldType.Int => "number",
        FieldType.Id => "UUID",
        FieldType.Date => "date",
        FieldType.Instant => "instant",
        _ => "text",
    };
}
