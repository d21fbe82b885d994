using Crm.Sdk.Credit;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Altman's scores against figures worked by hand (CR-3; WC/TA 0.25, RE/TA 0.20, EBIT/TA 0.10, MVE/TL 1.5, BVE/TL 0.8, S/TA 1.2).</summary>
public sealed class AltmanZTests
{
    private static readonly FinancialStatement Worked = new()
    {
        Date = new LocalDate(2025, 12, 31),
        Currency = Currency.Parse("CNY"),
        CurrentAssets = 600,
        CurrentLiabilities = 350,
        TotalAssets = 1_000,
        RetainedEarnings = 200,
        Ebit = 100,
        TotalLiabilities = 500,
        Equity = 400,
        MarketValueOfEquity = 750,
        Sales = 1_200,
    };

    [Fact]
    public void CR_3_Z_of_the_worked_company_is_3_0088() => Assert.Equal(3.0088, AltmanZ.Z(Worked).Value!.Value, 1e-10);

    [Fact]
    public void CR_3_Z_prime_of_the_worked_company_is_2_19295() => Assert.Equal(2.19295, AltmanZ.Z1(Worked).Value!.Value, 1e-10);

    [Fact]
    public void CR_3_Z_double_prime_of_the_worked_company_is_3_804() => Assert.Equal(3.804, AltmanZ.Z2(Worked).Value!.Value, 1e-10);

    [Fact]
    public void CR_3_A_missing_figure_leaves_the_score_undefined_and_says_which()
    {
        Ratio z = AltmanZ.Z(Worked with { MarketValueOfEquity = null });

        Assert.Null(z.Value);
        Assert.Equal("credit.missing.figure(market-value-of-equity)", z.Why!.ToString());
    }

    [Fact]
    public void CR_3_Division_by_zero_is_undefined_and_not_zero()
    {
        Ratio z = AltmanZ.Z2(Worked with { TotalAssets = 0, Equity = 400 });

        Assert.Null(z.Value);
        Assert.Equal("credit.missing.zero(total-assets)", z.Why!.ToString());
    }

    [Fact]
    public void Equity_that_is_not_given_is_assets_less_liabilities() => Assert.Equal(500, (Worked with { Equity = null }).Equity);
}
