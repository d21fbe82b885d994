using Crm.Sdk.Credit;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class StatementRatiosTests
{
    private static readonly FinancialStatement Sound = new()
    {
        Date = new LocalDate(2025, 12, 31), Currency = Currency.Parse("CNY"), CurrentAssets = 900, Inventory = 300, CurrentLiabilities = 500, TotalAssets = 2_000, TotalLiabilities = 1_200, Ebit = 150, Interest = 50,
    };

    [Fact]
    public void CR_3_Ratios_are_those_of_the_textbook()
    {
        Assert.Equal(1.8, StatementRatios.CurrentRatio(Sound).Value);
        Assert.Equal(1.2, StatementRatios.QuickRatio(Sound).Value);
        Assert.Equal(3, StatementRatios.InterestCover(Sound).Value);
        Assert.Equal(0.4, StatementRatios.EquityRatio(Sound).Value);
        Assert.Equal(1.5, StatementRatios.Leverage(Sound).Value);
    }

    [Fact]
    public void CR_3_Leverage_of_negative_equity_is_undefined_since_its_ratio_would_look_sound()
    {
        Ratio leverage = StatementRatios.Leverage(Sound with { TotalLiabilities = 2_500 });

        Assert.Null(leverage.Value);
        Assert.Equal("credit.missing.no-equity()", leverage.Why!.ToString());
    }

    [Fact]
    public void CR_3_Interest_cover_without_interest_is_undefined() => Assert.Null(StatementRatios.InterestCover(Sound with { Interest = 0 }).Value);

    [Fact]
    public void CR_3_Every_ratio_of_an_empty_statement_is_undefined_and_says_why()
    {
        IReadOnlyList<Ratio> ratios = StatementRatios.Of(new FinancialStatement { Date = Sound.Date, Currency = Sound.Currency });

        Assert.All(ratios, static ratio => Assert.True(ratio.Value is null && ratio.Why is not null));
        Assert.Equal(8, ratios.Count);
    }
}
