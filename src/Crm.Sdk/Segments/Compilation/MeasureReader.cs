using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Reads comparisons of counts and amounts.</summary>
internal static class MeasureReader
{
    /// <summary>Beyond this, arithmetic of stores could overflow.</summary>
    private const long Greatest = 4_000_000_000_000_000;

    /// <param name="tests">What is written.</param>
    /// <param name="read">Reads a value as the whole number that it is kept as.</param>
    /// <param name="pointer">Where.</param>
    public static ValueList<MeasureTest> Read(ValueList<SegmentTest> tests, Func<SegmentValue, string, long> read, string pointer)
    {
        var all = new List<MeasureTest>();
        foreach (SegmentTest test in tests)
        {
            string at = $"{pointer}/{SegmentJson.NameOf(test.Operator)}";
            if (test.Operator == SegmentOperator.Between)
            {
                all.Add(new MeasureTest(Comparison.GreaterOrEqual, Bounded(read(test.Values[0], at), at)));
                all.Add(new MeasureTest(Comparison.LessOrEqual, Bounded(read(test.Values[1], at), at)));
            }
            else
            {
                Comparison comparison = MeasureTests.ComparisonOf(test.Operator)
                    ?? throw ValueReader.Refuse(at, "a number is compared with eq, ne, lt, lte, gt, gte or between.");
                all.Add(new MeasureTest(comparison, Bounded(read(test.Values[0], at), at)));
            }
        }

        return [.. all];
    }

    public static long Whole(SegmentValue value, string at) => value.Number is { } number && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue
        ? (long)number
        : throw ValueReader.Refuse(at, $"'{value}' is no whole number.");

    public static long Amount(SegmentValue value, Currency currency, string at)
    {
        try
        {
            return Money.Of(value.Number ?? throw ValueReader.Refuse(at, $"'{value}' is no amount; give a number of {currency}."), currency).MinorUnits;
        }
        catch (Exception wrong) when (wrong is OverflowException or CrmException { Code: ErrorCodes.BadAmount })
        {
            throw new SegmentException(SegmentErrorCodes.BadValue, at, $"'{value}' is no amount of {currency}, the reporting currency, which has {currency.Digits} decimals.", wrong);
        }
    }

    private static long Bounded(long value, string at) => Math.Abs(value) <= Greatest ? value : throw ValueReader.Refuse(at, $"{value} is beyond what is compared, ±{Greatest}.");
}
