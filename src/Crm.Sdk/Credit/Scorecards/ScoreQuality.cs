namespace Crm.Sdk.Credit;

/// <summary>How well scores tell good from bad cases, and how well the predicted shares of bad ones come true.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Auc">The probability that a bad case has less points than a good one, ties counted half: 0.5 tells nothing, 1 everything.</param>
/// <param name="Ks">The greatest distance between the distributions of the bad and of the good cases (Kolmogorov–Smirnov), 0 to 1.</param>
/// <param name="Brier">The mean squared difference of predicted probability and outcome; less is better.</param>
/// <param name="Calibration">Classes of about equally many cases by predicted probability, the least risky first.</param>
public sealed record ScoreQuality(double Auc, double Ks, double Brier, ValueList<CalibrationBand> Calibration)
{
    private const int Bands = 10;

    /// <summary>2 × <see cref="Auc"/> − 1.</summary>
    public double Gini => (2 * Auc) - 1;

    /// <summary>Σ (observed − expected)² ÷ (expected × (1 − expected share)) over the bands of <see cref="Calibration"/> (Hosmer and Lemeshow): about χ² with two degrees of freedom fewer than bands where predictions are right.</summary>
    public double HosmerLemeshow => Calibration.Sum(static band => band.Expected is var expected && expected > 0 && expected < band.Cases ? (band.Bad - expected) * (band.Bad - expected) / (expected * (1 - (expected / band.Cases))) : 0);

    /// <summary>Measures.</summary>
    /// <param name="probabilities">The predicted probability of each case to go bad, 0 to 1.</param>
    /// <param name="bad">Which cases went bad.</param>
    /// <exception cref="CrmException">CRM6211: not both a good and a bad case, or another number of predictions than outcomes.</exception>
    public static ScoreQuality Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> bad)
    {
        long badCases = bad.Count(true), goodCases = bad.Length - badCases;
        if (probabilities.Length != bad.Length || badCases == 0 || goodCases == 0)
        {
            throw new CrmException(CreditErrorCodes.BadSample, $"{probabilities.Length} predictions for {bad.Length} cases, {badCases} of them bad: scores are measured on good and on bad cases, a prediction for each.");
        }

        double[] sorted = probabilities.ToArray();
        bool[] outcomes = bad.ToArray();
        Array.Sort(sorted, outcomes);
        (double auc, double ks) = Separation(sorted, outcomes, goodCases, badCases);
        double brier = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double error = sorted[i] - (outcomes[i] ? 1 : 0);
            brier += error * error;
        }

        return new ScoreQuality(auc, ks, brier / sorted.Length, Calibrate(sorted, outcomes));
    }

    /// <summary>Both from one pass over runs of equal predictions, the least risky first.</summary>
    private static (double Auc, double Ks) Separation(double[] sorted, bool[] bad, long goodCases, long badCases)
    {
        double pairs = 0, ks = 0;
        long goodBefore = 0, badBefore = 0;
        for (int i = 0; i < sorted.Length;)
        {
            long good = 0, bads = 0;
            double value = sorted[i];
            for (; i < sorted.Length && sorted[i] == value; i++)
            {
                if (bad[i])
                {
                    bads++;
                }
                else
                {
                    good++;
                }
            }

            pairs += bads * (goodBefore + (good / 2.0));
            goodBefore += good;
            badBefore += bads;
            ks = Math.Max(ks, Math.Abs(((double)goodBefore / goodCases) - ((double)badBefore / badCases)));
        }

        return (pairs / ((double)goodCases * badCases), ks);
    }

    /// <summary>Equal predictions stay in one band.</summary>
    private static ValueList<CalibrationBand> Calibrate(double[] sorted, bool[] bad)
    {
        List<CalibrationBand> bands = [];
        int start = 0;
        for (int band = 1; band <= Bands; band++)
        {
            int end = (int)((long)band * sorted.Length / Bands);
            while (end < sorted.Length && end > 0 && sorted[end] == sorted[end - 1])
            {
                end++;
            }

            if (end > start)
            {
                bands.Add(new CalibrationBand(end - start, sorted[start..end].Sum(), bad.AsSpan(start, end - start).Count(true)));
                start = end;
            }
        }

        return ValueList.Create<CalibrationBand>([.. bands]);
    }
}
