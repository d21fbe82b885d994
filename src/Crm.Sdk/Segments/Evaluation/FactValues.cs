using System.Globalization;
using Crm.Sdk.Classification;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Segments;

/// <summary>Reads values of columns of facts, null where they are undefined.</summary>
internal static class FactValues
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>Whole numbers, minor units of money, days since 1970-01-01, numbers of categories.</summary>
    public static long? Whole(FactColumn column, int row) => column.Fact.ValueType switch
    {
        FactValueType.Number => null,
        FactValueType.Whole64 or FactValueType.Money => column.Int64Values[row] is var value && value == FactColumn.UndefinedInt64 ? null : value,
        FactValueType.Category => column.Int32Values[row] is var number && number == 0 ? null : number,
        _ => column.Int32Values[row] is var small && small == FactColumn.UndefinedInt32 ? null : small,
    };

    public static double? Number(FactColumn column, int row) =>
        column.Fact.ValueType == FactValueType.Number && column.DoubleValues[row] is var value && !double.IsNaN(value) ? value : null;

    public static bool IsDefined(FactColumn column, int row) => Whole(column, row) is not null || Number(column, row) is not null;

    public static string? Text(FactColumn column, int row, Currency currency)
    {
        if (column.Fact.ValueType == FactValueType.Number)
        {
            return Number(column, row)?.ToString("R", CultureInfo.InvariantCulture);
        }

        if (Whole(column, row) is not { } value)
        {
            return null;
        }

        return column.Fact.ValueType switch
        {
            FactValueType.Money => Money.OfMinor(value, currency).ToString(),
            FactValueType.Date => LocalDatePattern.Iso.Format(Epoch.PlusDays((int)value)),
            FactValueType.Category => column.Fact is Fact<Category> category ? new FactTable(column.Count, currency, column)[row][category]?.Name : null,
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
    }
}
