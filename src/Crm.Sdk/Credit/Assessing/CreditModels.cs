namespace Crm.Sdk.Credit;

/// <summary>The built-in assessment model.</summary>
/// <remarks>
/// No published standard for weights, curves or cut-offs of a six-C assessment is known; programs that publish theirs weigh character 20–25 %, capacity 30 %, capital and collateral
/// 15–25 % each, conditions 5–10 %. These are our choices within that, meant to be replaced by data of the company's own. Immutable and thread-safe.
/// </remarks>
public static class CreditModels
{
    private const int Year = 365, TwoYears = 730;

    /// <summary>The six Cs with grades from 85, 70 and 55 points: <c>crm.six-c</c>.</summary>
    public static CreditModel SixC { get; } = new(
        "crm.six-c",
        version: 1,
        [
            new(
                CreditCriteria.Character,
                0.25,
                Rising(CreditIndicators.OnTimeRate, 0.4, Year, (0.5, 0), (0.8, 50), (0.95, 90), (1, 100)),
                Falling(CreditIndicators.DaysLate, 0.3, Year, (0, 100), (15, 70), (30, 45), (60, 15), (90, 0)),
                Rising(CreditIndicators.RepaymentRate, 0.2, Year, (0.6, 0), (0.9, 60), (1, 100)),
                Rising(CreditIndicators.YearsOfDealing, 0.1, null, (0, 30), (2, 55), (5, 80), (10, 100))),
            new(
                CreditCriteria.Capacity,
                0.30,
                Rising(CreditIndicators.CurrentRatio, 0.25, TwoYears, (0.5, 0), (1, 40), (1.5, 65), (2, 85), (3, 100)),
                Rising(CreditIndicators.QuickRatio, 0.2, TwoYears, (0.3, 0), (0.7, 45), (1, 75), (1.5, 100)),
                Rising(CreditIndicators.InterestCover, 0.25, TwoYears, (0, 0), (1, 20), (2, 50), (4, 80), (8, 100)),
                Rising(CreditIndicators.AltmanZ2, 0.3, TwoYears, (0, 0), (1.1, 35), (2.6, 75), (4, 100))),
            new(
                CreditCriteria.Capital,
                0.15,
                Rising(CreditIndicators.EquityRatio, 0.4, TwoYears, (0, 0), (0.2, 40), (0.35, 65), (0.5, 90), (0.7, 100)),
                Falling(CreditIndicators.Leverage, 0.25, TwoYears, (0.5, 100), (1, 75), (2, 40), (4, 0)),
                Rising(CreditIndicators.NetWorthCover, 0.35, TwoYears, (0, 0), (2, 40), (5, 70), (10, 90), (20, 100))),
            new(CreditCriteria.Collateral, 0.15, Rising(CreditIndicators.CollateralCover, 1, Year, (0, 20), (0.5, 55), (1, 90), (1.2, 100))),
            new(
                CreditCriteria.Conditions,
                0.05,
                Falling(CreditIndicators.IndustryRisk, 0.5, Year, (1, 100), (5, 50), (10, 0)),
                Rising(CreditIndicators.Competitiveness, 0.5, Year, (0, 0), (100, 100))),
            new(CreditCriteria.Coverage, 0.10, Rising(CreditIndicators.InsuredShare, 1, Year, (0, 30), (0.5, 60), (0.9, 95), (1, 100))),
        ],
        [
            new(CreditGrade.A, 85, 0.6, EveryCriterion: true, TermDays: 60),
            new(CreditGrade.B, 70, 0.35, EveryCriterion: false, TermDays: 45),
            new(CreditGrade.C, 55, 0.15, EveryCriterion: false, TermDays: 15),
            new(CreditGrade.D, 0, 0, EveryCriterion: false, TermDays: 0),
        ],
        [
            new(CreditIndicators.ListedDefaulter, 1, CreditGrade.D),
            new(CreditIndicators.Insolvency, 1, CreditGrade.D),
            new(CreditIndicators.SeriouslyOverdue, 0.25, CreditGrade.C, validDays: 90),
        ]);

    private static CreditIndicator Rising(string code, double weight, int? halfLife, params ReadOnlySpan<(double Value, double Score)> points) =>
        new(code, weight, Curve(IndicatorDirection.HigherIsBetter, points), halfLifeDays: halfLife);

    private static CreditIndicator Falling(string code, double weight, int? halfLife, params ReadOnlySpan<(double Value, double Score)> points) =>
        new(code, weight, Curve(IndicatorDirection.LowerIsBetter, points), halfLifeDays: halfLife);

    private static ScoreCurve Curve(IndicatorDirection direction, ReadOnlySpan<(double Value, double Score)> points)
    {
        var curve = new CurvePoint[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            curve[i] = new CurvePoint(points[i].Value, points[i].Score);
        }

        return new ScoreCurve(direction, curve);
    }
}
