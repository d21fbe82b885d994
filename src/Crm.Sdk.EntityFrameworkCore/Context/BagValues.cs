using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Puts field values into property bags, and takes them out.</summary>
internal static class BagValues
{
    public static FieldValue Get(Dictionary<string, object> row, FieldColumn column) => row.GetValueOrDefault(column.Name) switch
    {
        null => FieldValue.Null,
        long number => ColumnValue.OfNumber(column.Field.Type, number),
        Guid id => FieldValue.Of(id),
        object text => column.Field.Type == FieldType.Opaque ? FieldValue.Opaque((string)text) : FieldValue.Of((string)text),
    };

    public static void Set(Dictionary<string, object> row, IReadOnlyList<FieldColumn> columns, object source)
    {
        foreach (FieldColumn column in columns)
        {
            FieldValue value = column.Field.Get(source);
            if (value.IsNull)
            {
                row.Remove(column.Name);
            }
            else
            {
                row[column.Name] = ColumnValue.Of(value);
            }
        }
    }
}
