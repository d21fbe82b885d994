using System.Globalization;
using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Conformance.Rules;

/// <summary>Tables of random facts, and only of those that a rule declares: few and telling values of each type, and undefined ones.</summary>
internal static class RandomFacts
{
    private static readonly int[] Counts = [0, 1, 2, 3, 4, 5, 6, 7, 10, 14, 28, 29, 30, 31, 59, 60, 61, 89, 90, 91, 119, 120, 179, 180, 181, 364, 365, 366, 730, 3_650];
    private static readonly long[] Amounts = [0, 1, 99, 100, 4_999, 9_999, 10_000, 50_000, 99_999, 100_000, 1_000_000, 99_999_999, -1, -25_000];
    private static readonly double[] Numbers = [0, 0.5, 1, 1.5, 7, 13.5, 30, 45.25, 90, 365, 1_000_000];
    private static readonly string[] Names = ["north", "华东", "retail", "enterprise", "individual", "x"];

    /// <summary>A table of rows for a rule.</summary>
    /// <param name="rule">The rule, for its facts.</param>
    /// <param name="random">Where values come from.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="undefined">Whether a fact that may be undefined is, in a row.</param>
    public static FactTable Of(RuleDescriptor rule, Random random, int rows, Func<Fact, int, bool> undefined) =>
        new(rows, Currency.Usd, [.. rule.Facts.Items.Select(fact => Column(fact, random, rows, row => !fact.IsKnown && undefined(fact, row)))]);

    /// <summary>Some rows of a table, in an order of their own.</summary>
    public static FactTable Rows(FactTable table, int[] rows) => new(
        rows.Length,
        table.Currency,
        [
            .. table.Columns.Select(column => column.Fact.ValueType switch
            {
                FactValueType.Whole64 or FactValueType.Money => FactColumn.Of(column.Fact, [.. rows.Select(row => column.Int64Values[row])]),
                FactValueType.Number => FactColumn.Of(column.Fact, [.. rows.Select(row => column.DoubleValues[row])]),
                _ => FactColumn.Of(column.Fact, (int[])[.. rows.Select(row => column.Int32Values[row])]),
            }),
        ]);

    /// <summary>A row as text, for a trace.</summary>
    public static string Describe(FactTable table, int row) => string.Join(", ", table.Columns.Select(column => $"{column.Fact.Key} = {Value(column, row)}"));

    private static FactColumn Column(Fact fact, Random random, int rows, Func<int, bool> undefined)
    {
        switch (fact.ValueType)
        {
            case FactValueType.Whole64:
                return FactColumn.Of(fact, Fill(row => undefined(row) ? FactColumn.UndefinedInt64 : Pick(Counts)));
            case FactValueType.Money:
                return FactColumn.Of(fact, Fill(row => undefined(row) ? FactColumn.UndefinedInt64 : Pick(Amounts)));
            case FactValueType.Number:
                return FactColumn.Of(fact, Fill(row => undefined(row) ? double.NaN : Pick(Numbers)));
            case FactValueType.Date:
                return FactColumn.Of(fact, Fill(row => undefined(row) ? FactColumn.UndefinedInt32 : FactColumn.DayOf(new LocalDate(2026, 6, 30)) - Pick(Counts)));
            case FactValueType.Category:
                return FactColumn.Of(fact, Fill(row => FactColumn.NumberOf(undefined(row) ? Category.None : Category.Of(Pick(Names)))));
            default:
                return FactColumn.Of(fact, Fill(row => undefined(row) ? FactColumn.UndefinedInt32 : fact.Formula switch
                {
                    QuantileFormula quantile => random.Next(1, quantile.Bins + 1),
                    ShareFormula => random.Next(1, 4),
                    _ => Pick(Counts),
                }));
        }

        T Pick<T>(T[] from) => from[random.Next(from.Length)];

        T[] Fill<T>(Func<int, T> value) => [.. Enumerable.Range(0, rows).Select(value)];
    }

    private static string Value(FactColumn column, int row) => column.Fact.ValueType switch
    {
        FactValueType.Whole64 or FactValueType.Money => column.Int64Values[row] is var number && number == FactColumn.UndefinedInt64 ? "undefined" : number.ToString(CultureInfo.InvariantCulture),
        FactValueType.Number => column.DoubleValues[row] is var number && double.IsNaN(number) ? "undefined" : number.ToString("R", CultureInfo.InvariantCulture),
        _ => column.Int32Values[row] is var number && number == FactColumn.UndefinedInt32 ? "undefined" : number.ToString(CultureInfo.InvariantCulture),
    };
}
