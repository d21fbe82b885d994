using System.Globalization;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary>A scorecard as people and machines read it: what it asks, the classes with their points, how well it tells.</summary>
internal sealed class ScorecardTables(CultureInfo culture)
{
    private const int Digits = 6;

    private readonly CrmTexts _texts = AssessmentDesk.CoreTexts();

    public IReadOnlyList<Block> Of(CreditSample sample, ScorecardFit fit)
    {
        Scorecard card = fit.Scorecard;
        return
        [
            new("scorecard", $"{card}", [Column("cases"), Column("bad"), Column("logLikelihood"), Column("auc"), Column("gini"), Column("ks"), Column("brier"), Column("basePoints"), Column("leftOut")],
                [[sample.Count, sample.Bad, Short(fit.Regression.LogLikelihood), Short(fit.Quality.Auc), Short(fit.Quality.Gini), Short(fit.Quality.Ks), Short(fit.Quality.Brier), Short(card.BasePoints), fit.LeftOut.ToArray()]], IsRecord: true),
            new("characteristics", Title("characteristics"), [Column("characteristic", isNumber: false), Column("informationValue"), Column("coefficient"), Column("standardError")],
                [.. card.Characteristics.Select((one, i) => new object?[] { one.Code, Short(one.InformationValue), Short(one.Coefficient), Short(fit.Regression.StandardErrors[i + 1]) })]),
            new("bins", Title("bins"), [Column("characteristic", isNumber: false), Column("values", isNumber: false), Column("good"), Column("bad"), Column("weight"), Column("points")],
                [.. card.Characteristics.SelectMany(one => one.Bins.Select(bin => new object?[] { one.Code, bin.ToString(), bin.Good, bin.Bad, Short(bin.Weight), Short(card.PointsOf(one, bin)) }))]),
            new("calibration", Title("calibration"), [Column("cases"), Column("expected"), Column("bad")],
                [.. fit.Quality.Calibration.Select(static band => new object?[] { band.Cases, Short(band.Expected), band.Bad })]),
        ];
    }

    /// <summary>The folds' qualities by seed, and what they come to.</summary>
    public IReadOnlyList<Block> Of(IReadOnlyList<(ulong Seed, ValueList<ScoreQuality> Folds)> runs)
    {
        double[] means = [.. runs.Select(static run => run.Folds.Average(static fold => fold.Auc))];
        double mean = means.Average();
        return
        [
            new("validation", Title("validation"), [Column("folds"), Column("seeds"), Column("meanAuc"), Column("minAuc"), Column("maxAuc"), Column("spread")],
                [[runs[0].Folds.Count, runs.Count, Short(mean), Short(means.Min()), Short(means.Max()), Short(Math.Sqrt(means.Average(one => (one - mean) * (one - mean))))]], IsRecord: true),
            new("seeds", Title("seeds"), [Column("seed"), Column("auc"), Column("gini"), Column("ks"), Column("brier"), Column("minAuc"), Column("maxAuc")],
                [.. runs.Select(static run => new object?[]
                {
                    (long)run.Seed, Mean(run.Folds, static fold => fold.Auc), Mean(run.Folds, static fold => fold.Gini), Mean(run.Folds, static fold => fold.Ks), Mean(run.Folds, static fold => fold.Brier),
                    Short(run.Folds.Min(static fold => fold.Auc)), Short(run.Folds.Max(static fold => fold.Auc)),
                })]),
        ];
    }

    private static double Mean(ValueList<ScoreQuality> folds, Func<ScoreQuality, double> measure) => Short(folds.Average(measure));

    private static double Short(double value) => Math.Round(value, Digits);

    private BlockColumn Column(string name, bool isNumber = true) => new(name, _texts.OfCode($"credit.scorecard.{name}", culture), isNumber);

    private string Title(string part) => _texts.OfCode($"credit.scorecard.{part}", culture);
}
