using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Puts field values into property bags.</summary>
internal static class BagValues
{
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
