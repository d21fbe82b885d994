using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Puts field values into property bags and takes them out.</summary>
internal static class BagValues
{
    public static void Set(Dictionary<string, object> row, FieldColumn column, FieldValue value)
    {
        if (value.IsNull)
        {
            row.Remove(column.Name);
            return;
        }

        row[column.Name] = column.Type switch
        {
            ColumnType.Id => value.AsId(),
            ColumnType.Number => ConditionTranslator.Number(value),
            _ => value.ToString(),
        };
    }

    public static FieldValue Get(Dictionary<string, object> row, FieldColumn column) => row.GetValueOrDefault(column.Name) switch
    {
        null => FieldValue.Null,
        Guid id => FieldValue.Of(id),
        long number => OfNumber(column.Field.Type, number),
        string text => column.Field.Type == FieldType.Opaque ? FieldValue.Opaque(text) : FieldValue.Of(text),
        object other => throw new InvalidOperationException($"Column '{column.Name}' holds a {other.GetType().Name}."),
    };

    public static FieldValue OfNumber(FieldType type, long number) => type switch
    {
        FieldType.Bool => FieldValue.Of(number != 0),
        FieldType.Instant => FieldValue.OfMicroseconds(number),
        FieldType.Date => FieldValue.OfDays(number),
        _ => FieldValue.Of(number),
    };
}
