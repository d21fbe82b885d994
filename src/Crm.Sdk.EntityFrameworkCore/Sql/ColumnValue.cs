using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Field values as columns hold them.</summary>
internal static class ColumnValue
{
    /// <summary>A value that is not null: <c>long</c>, <c>string</c> or <c>Guid</c>.</summary>
    public static object Of(FieldValue value) => value.Type switch
    {
        FieldType.Id => value.AsId(),
        FieldType.Text => value.AsText(),
        FieldType.Opaque => value.AsOpaque(),
        _ => Number(value),
    };

    public static long Number(FieldValue value) => value.Type switch
    {
        FieldType.Bool => value.AsBool() ? 1 : 0,
        FieldType.Instant => value.AsMicroseconds(),
        FieldType.Date => value.AsDays(),
        _ => value.AsInt(),
    };

    public static FieldValue OfNumber(FieldType type, long number) => type switch
    {
        FieldType.Bool => FieldValue.Of(number != 0),
        FieldType.Instant => FieldValue.OfMicroseconds(number),
        FieldType.Date => FieldValue.OfDays(number),
        _ => FieldValue.Of(number),
    };
}
