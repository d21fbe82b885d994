namespace Crm.Sdk.Credit;

/// <summary>How an indicator's value becomes a score from 0 to 100: straight lines between points, level beyond the first and the last.</summary>
/// <remarks>A curve never falls in its direction, so a better value never gives a lower score (CR-2). Immutable and thread-safe.</remarks>
public sealed record ScoreCurve
{
    /// <summary>The most points of a curve.</summary>
    public const int MaxPoints = 100;

    /// <summary>Makes a curve.</summary>
    /// <param name="direction">Which way values are better.</param>
    /// <param name="points">1 to <see cref="MaxPoints"/> points; values rise strictly.</param>
    /// <exception cref="CrmException">CRM6201: none or too many points, a value that is no finite number or does not rise, a score outside 0 to 100, or one that goes against the direction.</exception>
    public ScoreCurve(IndicatorDirection direction, params ReadOnlySpan<CurvePoint> points)
    {
        CreditRules.That(points.Length is >= 1 and <= MaxPoints, "curve", $"has {points.Length} points; give 1 to {MaxPoints}");
        for (int i = 0; i < points.Length; i++)
        {
            CreditRules.That(double.IsFinite(points[i].Value), "curve", $"point {i + 1} has the value {points[i].Value}; give a finite number");
            CreditRules.Score(points[i].Score, $"curve, point {i + 1}");
            if (i > 0)
            {
                double step = points[i].Score - points[i - 1].Score;
                CreditRules.That(points[i].Value > points[i - 1].Value, "curve", $"point {i + 1} has the value {points[i].Value}, not above {points[i - 1].Value} before it");
                CreditRules.That(
                    direction == IndicatorDirection.HigherIsBetter ? step >= 0 : step <= 0,
                    "curve",
                    $"the score goes from {points[i - 1].Score} to {points[i].Score} although {(direction == IndicatorDirection.HigherIsBetter ? "higher" : "lower")} values are declared to be better");
            }
        }

        Direction = direction;
        Points = ValueList.Create(points);
    }

    /// <summary>Which way values are better.</summary>
    public IndicatorDirection Direction { get; }

    /// <summary>The points, by value.</summary>
    public ValueList<CurvePoint> Points { get; }

    /// <summary>The best score that a value can get.</summary>
    public double Best => Direction == IndicatorDirection.HigherIsBetter ? Points[^1].Score : Points[0].Score;

    /// <summary>The score of a value.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>0 to 100.</returns>
    public double ScoreOf(double value)
    {
        ReadOnlySpan<CurvePoint> points = Points.AsSpan();
        if (value <= points[0].Value)
        {
            return points[0].Score;
        }

        for (int i = 1; i < points.Length; i++)
        {
            if (value <= points[i].Value)
            {
                (CurvePoint left, CurvePoint right) = (points[i - 1], points[i]);
                double score = left.Score + ((right.Score - left.Score) * ((value - left.Value) / (right.Value - left.Value)));
                return Math.Clamp(score, Math.Min(left.Score, right.Score), Math.Max(left.Score, right.Score)); // no rounding beyond an end breaks the direction
            }
        }

        return points[^1].Score;
    }

    /// <summary>The value that asks least of a customer and still gives a score.</summary>
    /// <param name="score">The score, 0 to 100.</param>
    /// <returns>The lowest such value where higher ones are better, the highest where lower ones are; null where the curve never reaches the score.</returns>
    public double? LeastFor(double score)
    {
        ReadOnlySpan<CurvePoint> points = Points.AsSpan();
        bool rising = Direction == IndicatorDirection.HigherIsBetter;
        if (score > Best)
        {
            return null;
        }

        for (int k = 0; k < points.Length; k++)
        {
            int i = rising ? k : points.Length - 1 - k;
            if (points[i].Score >= score)
            {
                int worse = rising ? i - 1 : i + 1;
                if (k == 0)
                {
                    return points[i].Value;
                }

                double share = (score - points[worse].Score) / (points[i].Score - points[worse].Score);
                return points[worse].Value + ((points[i].Value - points[worse].Value) * share);
            }
        }

        return null;
    }
}
