using Crm.Sdk.Loyalty;
using Crm.Sdk.Reports;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Reports;

/// <summary>The report on loyalty (LO-3, LO-5, AN-3).</summary>
public sealed class LoyaltyReportTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    private static readonly WalletLiability Wallet = new()
    {
        Programme = "club",
        Wallet = "points",
        Available = 700,
        Pending = 200,
        Held = 100,
        Owed = 50,
        ByExpiry = [new(new YearMonth(2026, 12), 700, 0, 100), new(null, 0, 200, 0)],
        Months = [new(new YearMonth(2026, 5), 0, 1_000, 0, 0, 0, 0, 1_000), new(new YearMonth(2026, 6), 1_000, 300, 250, 100, 0, 0, 950)],
        Balances = 950,
        Value = Money.Of(10m, "CNY"),
        Breakage = new BreakageEstimate { Redeemed = 800, Lapsed = 200, Open = 0, Rate = 0.2, Ages = [new(0, 5, 1_000, 250, 100)] },
    };

    [Fact]
    public async Task The_report_shows_what_is_owed_when_it_lapses_how_it_went_and_how_loyal_customers_are()
    {
        LoyaltyShare[] shares = [new(LoyaltyTypes.Trust, LoyaltyCells.True, 30, 80, 0.9), new(LoyaltyTypes.Inertia, LoyaltyCells.Spurious, 12, 40, 0.8), new(null, null, 5, null, 0.1)];
        Page page = await Page.WriteAsync(LoyaltyReport.Make(new PointsLiability(Instant.FromUtc(2026, 6, 30, 23, 0), 8, [Wallet]), shares, Day, ReportLanguage.English));

        Assert.Contains("1,000 points are outstanding: 700 can be spent, 200 become spendable later, 100 are set aside. They would cost 10.00 CNY. 200 of them (20.0%) are expected to lapse.", page.Text, StringComparison.Ordinal);
        Assert.Equal([["Dec 2026", "800"], ["never", "200"]], page.Table("Outstanding points by the month in which they lapse")[1..]);
        Assert.Equal(["Jun 2026", "1,000", "300", "250", "100", "0", "0", "950", "0"], page.Table("What was there, came and went")[2]);
        Assert.Equal(["0", "1,000", "250", "100"], page.Table("How earlier points ended, by age")[1]);
        Assert.Equal(["Trust", "30", "", ""], page.Table("Customers by type, and by attitude and behaviour")[1]);
        Assert.Contains("yes, difference 0", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_points_or_assessments_the_report_says_that_there_is_nothing_and_a_breakage_that_is_not_known_is_no_zero()
    {
        Page empty = await Page.WriteAsync(LoyaltyReport.Make(new PointsLiability(default, 0, []), [], Day, ReportLanguage.Chinese));
        Page unknown = await Page.WriteAsync(LoyaltyReport.Make(
            new PointsLiability(default, 8, [Wallet with { Breakage = new BreakageEstimate { Open = 1_000, Ages = [], Reason = BreakageReasons.TooShort } }]), [], Day, ReportLanguage.English));

        Assert.Contains("忠诚度：积分与态度", empty.Text, StringComparison.Ordinal);
        Assert.Contains("The history is too short to say how many will lapse.", unknown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("of them (", unknown.Text, StringComparison.Ordinal);
    }
}
