using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Comparisons of whole numbers.</summary>
internal static class MeasureTests
{
    public static bool Holds(long value, MeasureTest test) => test.Comparison switch
    {
        Comparison.Equal => value == test.Value,
        Comparison.NotEqual => value != test.Value,
        Comparison.Less => value < test.Value,
        Comparison.LessOrEqual => value <= test.Value,
        Comparison.Greater => value > test.Value,
        _ => value >= test.Value,
    };

    public static bool Holds(double value, Comparison comparison, double with) => comparison switch
    {
        Comparison.Equal => value == with,
        Comparison.NotEqual => value != with,
        Comparison.Less => value < with,
        Comparison.LessOrEqual => value <= with,
        Comparison.Greater => value > with,
        _ => value >= with,
    };

    /// <summary>The comparison of an operator that is one.</summary>
    public static Comparison? ComparisonOf(SegmentOperator how) => how switch
    {
        SegmentOperator.Equal => Comparison.Equal,
        SegmentOperator.NotEqual => Comparison.NotEqual,
        SegmentOperator.Less => Comparison.Less,
        SegmentOperator.LessOrEqual => Comparison.LessOrEqual,
        SegmentOperator.Greater => Comparison.Greater,
        SegmentOperator.GreaterOrEqual => Comparison.GreaterOrEqual,
        _ => null,
    };
}
