using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Expected breakage by the run-off of earlier months of earning (LO-3).</summary>
public sealed class RunOffTests
{
    private static readonly BreakageOptions Options = new();

    [Fact]
    public void Points_that_always_ended_half_redeemed_and_half_lapsed_are_expected_to_do_so_from_their_own_age_on()
    {
        // each month 100 come; a month later 40 are redeemed, two months later 10 more, and 50 lapse
        var cohorts = new Dictionary<(int, int), CohortSums>();
        for (int cohort = 0; cohort < 10; cohort++)
        {
            Fill(cohorts, cohort, now: 10, (100, 0, 0), (0, 40, 0), (0, 10, 50));
        }

        BreakageEstimate estimate = RunOff.Estimate(cohorts, now: 10, Options);

        // of month 9 there are 100, of month 8 there are 60: of the first half lapse, of the second 50 of 60
        Assert.Equal([0, 1, 2], estimate.Ages.Select(static age => age.Age));
        Assert.Equal((100, 60, 0), (estimate.Lapsed, estimate.Redeemed, estimate.Open));
        Assert.Equal(100 / 160.0, estimate.Rate);
        Assert.Equal(new BreakageAge(2, 8, 480, 80, 400), estimate.Ages[2]);
    }

    [Theory]
    [InlineData(2, 3, BreakageReasons.TooShort)] // two months of earning were seen, three are needed
    [InlineData(5, 3, BreakageReasons.TailOpen)] // nobody knows yet how points end after two months
    public void With_too_little_history_nothing_is_expected_and_all_stays_open(int months, int least, string reason)
    {
        var cohorts = new Dictionary<(int, int), CohortSums>();
        for (int cohort = 0; cohort < months; cohort++)
        {
            Fill(cohorts, cohort, months, (100, 0, 0), (0, 10, 0), (0, 10, 0));
        }

        BreakageEstimate estimate = RunOff.Estimate(cohorts, months, new BreakageOptions { LeastCohorts = least });

        Assert.Equal((reason, null, null, null), (estimate.Reason, estimate.Lapsed, estimate.Redeemed, estimate.Rate));
        Assert.True(estimate.Open > 0);
    }

    [Fact]
    public void Without_any_points_there_is_no_rate_and_no_zero()
    {
        BreakageEstimate estimate = RunOff.Estimate(new Dictionary<(int, int), CohortSums>(), 10, Options);

        Assert.Equal((BreakageReasons.TooShort, 0L, null), (estimate.Reason, estimate.Open, estimate.Rate));
    }

    [Fact]
    public void LO_3_What_is_expected_to_be_redeemed_to_lapse_and_what_is_open_is_what_is_outstanding() => Law.Holds(
        Gen.Choose(0, 60).ListOf(60),
        numbers =>
        {
            var cohorts = new Dictionary<(int, int), CohortSums>();
            long outstanding = 0;
            for (int cohort = 0; cohort < 12; cohort++)
            {
                int came = 200 + numbers[cohort], left = came, now = 12;
                for (int age = 0; cohort + age <= now; age++)
                {
                    int redeemed = Math.Min(left, numbers[(cohort + (age * 5)) % 60]), lapsed = Math.Min(left - redeemed, numbers[(cohort + (age * 7)) % 60]);
                    cohorts[(cohort, age)] = new CohortSums { Came = age == 0 ? came : 0, Redeemed = redeemed, Lapsed = lapsed };
                    left -= redeemed + lapsed;
                }

                outstanding += left;
            }

            BreakageEstimate estimate = RunOff.Estimate(cohorts, 12, Options);
            Assert.True(estimate.Reason is null ? estimate.Redeemed + estimate.Lapsed + estimate.Open == outstanding : estimate.Open > 0, $"{estimate} of {outstanding}");
            Assert.True(estimate.Rate is null or (>= 0 and <= 1));
            Assert.Equal(estimate.Reason is null, estimate.Lapsed is not null);
            Assert.All(estimate.Ages, static age => Assert.True(age.Redeemed + age.Lapsed <= age.Points));
        },
        200);

    private static void Fill(Dictionary<(int, int), CohortSums> cohorts, int cohort, int now, params (long Came, long Redeemed, long Lapsed)[] ages)
    {
        for (int age = 0; age < ages.Length && cohort + age < now; age++)
        {
            cohorts[(cohort, age)] = new CohortSums { Came = ages[age].Came, Redeemed = ages[age].Redeemed, Lapsed = ages[age].Lapsed };
        }
    }
}
