using System.Globalization;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary>A scorecard as people and machines read it: what it asks, the classes with their points, how well it tells.</summary>
internal sealed class ScorecardTables(CultureInfo culture)
{
    private const int Digits = 6;

    private readonly BlockTitles _titles = new(AssessmentDesk.CoreTexts(), "credit.scorecard", culture);

    public IReadOnlyList<Block> Of(CreditSample sample, ScorecardFit fit)
    {
        Scorecard card = fit.Scorecard;
        return
        [
            _titles.Record(
                "scorecard",
                ["cases#", "bad#", "logLikelihood#", "auc#", "gini#", "ks#", "brier#", "basePoints#", "leftOut"],
                [sample.Count, sample.Bad, Short(fit.Regression.LogLikelihood), Short(fit.Quality.Auc), Short(fit.Quality.Gini), Short(fit.Quality.Ks), Short(fit.Quality.Brier), Short(card.BasePoints), fit.LeftOut.ToArray()],
                card.ToString()),
            _titles.Rows(
                "characteristics",
                ["characteristic", "informationValue#", "coefficient#", "standardError#"],
                card.Characteristics.Select((one, i) => new object?[] { one.Code, Short(one.InformationValue), Short(one.Coefficient), Short(fit.Regression.StandardErrors[i + 1]) })),
            _titles.Rows(
                "bins",
                ["characteristic", "values", "good#", "bad#", "weight#", "points#"],
                card.Characteristics.SelectMany(one => one.Bins.Select(bin => new object?[] { one.Code, bin.ToString(), bin.Good, bin.Bad, Short(bin.Weight), Short(card.PointsOf(one, bin)) }))),
            _titles.Rows("calibration", ["cases#", "expected#", "bad#"], fit.Quality.Calibration.Select(static band => new object?[] { band.Cases, Short(band.Expected), band.Bad })),
        ];
    }

    /// <summary>The folds' qualities by seed, and what they come to.</summary>
    public IReadOnlyList<Block> Of(IReadOnlyList<(ulong Seed, ValueList<ScoreQuality> Folds)> runs)
    {
        double[] means = [.. runs.Select(static run => run.Folds.Average(static fold => fold.Auc))];
        double mean = means.Average();
        return
        [
            _titles.Record(
                "validation",
                ["folds#", "seeds#", "meanAuc#", "minAuc#", "maxAuc#", "spread#"],
                [runs[0].Folds.Count, runs.Count, Short(mean), Short(means.Min()), Short(means.Max()), Short(Math.Sqrt(means.Average(one => (one - mean) * (one - mean))))]),
            _titles.Rows(
                "seeds",
                ["seed#", "auc#", "gini#", "ks#", "brier#", "minAuc#", "maxAuc#"],
                runs.Select(static run => new object?[]
                {
                    (long)run.Seed, Mean(run.Folds, static fold => fold.Auc), Mean(run.Folds, static fold => fold.Gini), Mean(run.Folds, static fold => fold.Ks), Mean(run.Folds, static fold => fold.Brier),
                    Short(run.Folds.Min(static fold => fold.Auc)), Short(run.Folds.Max(static fold => fold.Auc)),
                })),
        ];
    }

    private static double Mean(ValueList<ScoreQuality> folds, Func<ScoreQuality, double> measure) => Short(folds.Average(measure));

    private static double Short(double value) => Math.Round(value, Digits);
}
