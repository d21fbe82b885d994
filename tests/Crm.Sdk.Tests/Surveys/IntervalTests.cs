using Crm.Sdk.Surveys;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Surveys;

/// <summary>Confidence intervals: published examples, and what defines them.</summary>
public sealed class IntervalTests
{
    private const double Z = 1.959963984540054;

    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)] // Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_share_has_the_interval_of_Wilson(int cases, int all, double low, double high)
    {
        Estimate share = Intervals.Share(cases, all)!;

        Assert.Equal((low, high), (Math.Round(share.Low, 4), Math.Round(share.High, 4)));
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)] // Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void A_difference_of_two_samples_has_the_interval_of_Newcombe(int cases, int all, int otherCases, int otherAll, double low, double high)
    {
        Estimate difference = Intervals.Difference(cases, all, otherCases, otherAll)!;

        Assert.Equal((low, high), (Math.Round(difference.Low, 4), Math.Round(difference.High, 4)));
    }

    [Fact]
    public void Of_nobody_there_is_no_share_and_of_one_no_mean()
    {
        Assert.Null(Intervals.Share(0, 0));
        Assert.Null(Intervals.Net(0, 0, 0));
        Assert.Null(Intervals.Mean(5, 25, 1));
    }

    [Fact]
    public void A_mean_has_the_interval_of_Student() // of 1, 2, 3, 4, 5: s² = 2.5, t(4) = 2.776445
    {
        Estimate mean = Intervals.Mean(15, 55, 5)!;

        Assert.Equal(3, mean.Value);
        Assert.Equal(2.776445105 * Math.Sqrt(0.5), mean.High - 3, 6);
        Assert.Equal(mean.High - 3, 3 - mean.Low, 12);
    }

    [Fact]
    public void SV_3_The_ends_of_a_net_share_lie_where_the_likeliest_sample_under_them_is_just_as_far_as_chance_goes() => Law.Holds(
        Gen.Choose(0, 60), Gen.Choose(0, 60), Gen.Choose(1, 60), static (plus, minus, passive) =>
        {
            int all = plus + minus + passive;
            Estimate net = Intervals.Net(plus, minus, all)!;

            Assert.InRange(net.Value, net.Low, net.High);
            Assert.InRange(net.Low, -1, 1);
            Assert.InRange(net.High, -1, 1);
            if (net.Low > -0.999 && net.High < 0.999)
            {
                Assert.Equal(Z, Distance(plus, minus, all, net.Low), 3);
                Assert.Equal(-Z, Distance(plus, minus, all, net.High), 3);
            }
        });

    [Fact]
    public void A_net_share_turned_round_has_its_interval_turned_round() => Law.Holds(Gen.Choose(0, 40), Gen.Choose(0, 40), static (plus, minus) =>
    {
        Estimate one = Intervals.Net(plus, minus, 100)!, other = Intervals.Net(minus, plus, 100)!;

        Assert.Equal(one.Low, -other.High, 9);
        Assert.Equal(one.High, -other.Low, 9);
    });

    /// <summary>The score statistic with the likeliest share against it found by search, and not by a formula.</summary>
    private static double Distance(int plus, int minus, int all, double difference)
    {
        double low = Math.Max(0, -difference), high = (1 - difference) / 2;
        for (int i = 0; i < 200; i++)
        {
            double a = low + ((high - low) / 3), b = high - ((high - low) / 3);
            (low, high) = Likelihood(a) < Likelihood(b) ? (a, high) : (low, b);
        }

        double against = (low + high) / 2, sum = (2 * against) + difference;
        return (plus - minus - (all * difference)) / Math.Sqrt(all * (sum - (difference * difference)));

        double Likelihood(double q) => Part(plus, q + difference) + Part(minus, q) + Part(all - plus - minus, 1 - (2 * q) - difference);
        static double Part(int count, double share) => count == 0 ? 0 : count * Math.Log(Math.Max(share, 1e-300));
    }
}
