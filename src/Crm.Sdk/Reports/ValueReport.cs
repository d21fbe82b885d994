using System.Globalization;
using Crm.Sdk.Value;

namespace Crm.Sdk.Reports;

/// <summary>The report on a value model: its parameters, the tracking plot of expected against actual purchases, and the holdout by repeat purchases before.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ValueReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="validation">A model held against what came after its calibration.</param>
    /// <param name="language">The language of its texts.</param>
    public static Report Make(ModelValidation validation, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(language);
        ReportTexts texts = language.Texts;
        ValueModelFit fit = validation.Fit;
        return new Report(texts.Format("value.title", fit.Model), language)
        {
            Kicker = texts.Format("kicker", texts.Day(validation.Holdout.Date)),
            Summary = texts.Format("value.summary", texts.Day(validation.Holdout.DateOf(fit.AsOf)), texts.Day(validation.Holdout.Date)),
            Figures =
            [
                new(texts["customers"], FigureFormat.Number(fit.Customers)),
                new(texts["value.predicted"], FigureFormat.Number(Math.Round(validation.Predicted, 1))),
                new(texts["value.actual"], FigureFormat.Number(validation.Actual)) { Note = validation.RelativeError is { } error ? FigureFormat.Percent(error) : null },
                new(texts["value.log-likelihood"], FigureFormat.Number(Math.Round(fit.LogLikelihood, 2))),
            ],
            Sections = [Tracking(validation, texts), Holdout(validation, texts), Parameters(fit, texts)],
            Definitions = [new(texts["value.define"], texts["value.define.text"])],
        };
    }

    /// <summary>The section with the tracking plot.</summary>
    internal static ReportSection Tracking(ModelValidation validation, ReportTexts texts) => new(texts["section.tracking"])
    {
        Lead = validation.Tracking.Count == 0 ? null : texts.Format(
            "lead.tracking",
            FigureFormat.Number(validation.Tracking[^1].CumulativeActual),
            FigureFormat.Number(Math.Round(validation.Tracking[^1].CumulativeExpected, 1))),
        Charts = [new TrackingChart(texts["chart.tracking"], texts["repeat-purchases"], validation.Tracking) { Note = texts["note.tracking"] }],
    };

    private static ReportSection Holdout(ModelValidation validation, ReportTexts texts) => new(texts["section.holdout"])
    {
        Tables =
        [
            new ReportTable(
                texts["table.holdout"],
                [texts["repeat-purchases-before"], texts["customers"], texts["value.actual"], texts["value.predicted"]],
                [
                    .. validation.Buckets.Select(bucket => (ValueList<string>)[
                        FigureFormat.Number(bucket.Frequency) + (bucket.IsOpen ? "+" : string.Empty), FigureFormat.Number(bucket.Customers), FigureFormat.Number(bucket.Actual),
                        FigureFormat.Number(Math.Round(bucket.Predicted, 1))]),
                ]),
        ],
    };

    private static ReportSection Parameters(ValueModelFit fit, ReportTexts texts) => new(texts["section.parameters"])
    {
        Tables =
        [
            new ReportTable(
                fit.Model,
                [texts["parameter"], texts["parameter-value"], texts["standard-error"]],
                [
                    .. fit.Parameters.Select(parameter => (ValueList<string>)[
                        parameter.Name, parameter.Value.ToString("0.####", CultureInfo.InvariantCulture), parameter.StandardError?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–"]),
                ]),
        ],
    };
}
