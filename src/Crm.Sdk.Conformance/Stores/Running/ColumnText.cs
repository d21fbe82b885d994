using System.Globalization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Reads columns into one line of text a row, sorted, since columns come in no order.</summary>
internal static class ColumnText
{
    public static async Task<string[]> ReadAsync(IColumnReader reader, StoreQuery query, IReadOnlyList<FieldId> fields, CancellationToken cancellationToken)
    {
        KindModel kind = ConformanceModel.Catalogue[query.Kind];
        FieldType[] types = [.. fields.Select(field => field.Name == "id" ? FieldType.Id : kind.Field(field).Type)];
        List<string> rows = [];
        await reader.ReadColumnsAsync(
            query,
            fields,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    rows.Add(string.Join('|', types.Select((type, field) => Cell(batch, type, field, row))));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        rows.Sort(StringComparer.Ordinal);
        return [.. rows];
    }

    private static string Cell(ColumnBatch batch, FieldType type, int field, int row) => type switch
    {
        FieldType.Id => batch.Ids(field)[row].ToString("D"),
        FieldType.Text => batch.Texts(field)[row] is { } text ? $"'{text}'" : "null",
        _ => batch.Numbers(field)[row].ToString(CultureInfo.InvariantCulture),
    };
}
