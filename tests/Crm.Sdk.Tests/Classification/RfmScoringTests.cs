using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class RfmScoringTests
{
    private static readonly AsOf AsOf = AsOf.EndOf(new LocalDate(2013, 12, 31), DateTimeZone.Utc);

    [Fact]
    public void Quantile_scores_are_those_of_a_plain_sort() => Law.Holds(Populations.Histories, Gen.Choose(2, 9).ToArbitrary(), (events, bins) =>
    {
        OrderEvent[] known = [.. events.Where(static e => e.Marks != OrderMarks.AmountUnknown)];
        RfmTable table = RfmScoring.Score(Populations.Of(known).Build(), AsOf, new RfmOptions { Bins = bins });
        RfmRow[] rows = [.. table.Rows()];
        foreach (RfmRow row in rows)
        {
            Assert.Equal(bins + 1 - NaiveBin(row.RecencyDays, [.. rows.Select(static each => (decimal)each.RecencyDays)], bins), row.R);
            Assert.Equal(NaiveBin(row.Orders, [.. rows.Select(static each => (decimal)each.Orders)], bins), row.F);
            Assert.Equal(NaiveBin(row.Amount.Amount, [.. rows.Select(static each => each.Amount.Amount)], bins), row.M);
        }
    });

    [Fact]
    public void Only_customers_with_an_order_in_the_time_that_counts_are_scored()
    {
        var from = new LocalDate(2011, 6, 1);
        Law.Holds(Populations.Histories, events =>
        {
            RfmTable table = RfmScoring.Score(Populations.Of(events).Build(), AsOf, new RfmOptions { From = from });
            OrderEvent[] counting = [.. events.Where(e => InstantPrecision.FromUnixMicroseconds(e.Microseconds).InUtc().Date >= from)];
            CustomerId[] unknown = [.. counting.Where(static e => e.Marks == OrderMarks.AmountUnknown).Select(static e => e.Customer).Distinct()];
            CustomerId[] expected = [.. counting.Where(static e => e.Marks == OrderMarks.None).Select(static e => e.Customer).Distinct().Except(unknown)];
            Assert.Equal(expected.Order(), table.Rows().Select(static row => row.Customer).Order());
            Assert.Equal(unknown.Length, table.WithoutAmount);
            Assert.Equal(
                counting.Where(e => expected.Contains(e.Customer)).Sum(static e => e.NetMinor),
                table.Rows().Sum(static row => row.Amount.MinorUnits));
        });
    }

    [Fact]
    public void Nobody_who_ordered_gives_an_empty_table()
    {
        RfmTable table = RfmScoring.Score(Populations.Of([]).Build(), AsOf);
        Assert.Equal(0, table.Count);
        Assert.Empty(table.Edges.Amounts);
    }

    [Fact]
    public void The_first_segment_that_holds_the_scores_is_the_customers()
    {
        Assert.Equal("Champions", RfmSegments.Default.Of(5, 5, 5).Name);
        Assert.Equal("Loyal Customers", RfmSegments.Default.Of(2, 5, 5).Name);
        Assert.Equal("Potential Loyalist", RfmSegments.Default.Of(5, 1, 1).Name);
        Assert.Equal("At Risk", RfmSegments.Default.Of(1, 5, 5).Name);
        Assert.Equal("Others", RfmSegments.Default.Of(5, 1, 5).Name);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        OrderColumns columns = Populations.Of([]).Build();
        Refused(new RfmOptions { Bins = 1 });
        Refused(new RfmOptions { Bins = 10 });
        Refused(new RfmOptions { Method = RfmMethod.Fixed });
        Refused(new RfmOptions { Method = RfmMethod.Fixed, Edges = new RfmEdges([1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4]) });
        Refused(new RfmOptions { Method = RfmMethod.Fixed, Edges = new RfmEdges([1, 2, 3, 4], [1, 2, 4, 3], [1, 2, 3, 4]) });
        Refused(new RfmOptions { Method = RfmMethod.Fixed, Edges = new RfmEdges([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, double.NaN]) });

        void Refused(RfmOptions options) =>
            Assert.Equal(ClassificationErrorCodes.BadRfm, Assert.Throws<CrmException>(() => RfmScoring.Score(columns, AsOf, options)).Code);
    }

    [Fact]
    public void Lists_of_segments_that_cannot_be_are_refused()
    {
        var segment = new RfmSegment("a", "A", new(1, 5), new(1, 5), new(1, 5));
        Refused([], "others");
        Refused([segment, segment], "others");
        Refused([segment], "a");
        Refused([segment with { Recency = new(3, 2) }], "others");
        Refused([segment with { Monetary = new(0, 2) }], "others");

        static void Refused(RfmSegment[] segments, string others) =>
            Assert.Equal(ClassificationErrorCodes.BadRfm, Assert.Throws<CrmException>(() => new RfmSegments(segments, (others, "Others"))).Code);
    }

    /// <summary>How many type 7 quantiles lie below the value, in exact fractions.</summary>
    private static int NaiveBin(decimal value, decimal[] values, int bins)
    {
        Array.Sort(values);
        int bin = 1;
        for (int k = 1; k < bins; k++)
        {
            // value > low + (high − low) rest / bins, without dividing
            (int place, int rest) = Math.DivRem((values.Length - 1) * k, bins);
            decimal low = values[place], high = values[Math.Min(place + 1, values.Length - 1)];
            bin += value * bins > (low * bins) + ((high - low) * rest) ? 1 : 0;
        }

        return bin;
    }
}
