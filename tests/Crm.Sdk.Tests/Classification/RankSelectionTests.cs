using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class RankSelectionTests
{
    /// <summary>Of all magnitudes, both signs, with neighbours and the ends of the range.</summary>
    private static readonly Gen<long> Value =
        from magnitude in Gen.Choose(0, 62)
        from low in Gen.Choose(0, int.MaxValue)
        from shape in Gen.Choose(0, 3)
        select shape switch
        {
            0 => (1L << magnitude) - 1,
            1 => -(1L << magnitude),
            2 => magnitude == 0 ? long.MaxValue : magnitude == 1 ? long.MinValue + 1 : low >> (magnitude % 31),
            _ => -(((long)low << 31) >> magnitude),
        };

    private static readonly Arbitrary<long[]> Values = Sequences.Of(Value, atLeast: 1, atMost: 100);

    [Fact]
    public void Values_are_found_where_sorting_would_put_them() => Law.Holds(Values, values =>
        Assert.Equal(values.Order(), RankSelection.At(values, [.. Enumerable.Range(0, values.Length)])));

    [Fact]
    public void A_single_rank_is_enough() => Law.Holds(Values, Gen.Choose(0, 1000).ToArbitrary(), (values, seed) =>
        Assert.Equal(values.Order().ElementAt(seed % values.Length), Assert.Single(RankSelection.At(values, [seed % values.Length]))));

    [Fact]
    public void Of_two_numbers_the_greater_is_never_in_the_lower_bucket() => Law.Holds(
        Value, Value, (a, b) => ValueBuckets.Of(Math.Min(a, b)) <= ValueBuckets.Of(Math.Max(a, b)), tests: 2000);

    [Fact]
    public void Every_number_has_a_bucket()
    {
        foreach (long value in (long[])[long.MinValue, long.MinValue + 1, -1, 0, 1, 2047, 2048, long.MaxValue])
        {
            Assert.InRange(ValueBuckets.Of(value), 0, ValueBuckets.Count - 1);
        }
    }
}
