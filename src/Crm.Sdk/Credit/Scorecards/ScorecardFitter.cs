namespace Crm.Sdk.Credit;

/// <summary>Makes scorecards of cases with known outcomes: classes of values, weights of evidence, logistic regression, points (CR-8).</summary>
/// <remarks>Deterministic; pure functions; thread-safe.</remarks>
public static class ScorecardFitter
{
    /// <summary>Makes a scorecard of a whole sample.</summary>
    /// <param name="sample">The cases.</param>
    /// <param name="request">What scorecard to make; null for all characteristics and the defaults.</param>
    /// <exception cref="CrmException">CRM6211: an unknown characteristic, none that tells anything, or a sample that no regression fits best.</exception>
    public static ScorecardFit Fit(CreditSample sample, ScorecardRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int[] all = [.. Enumerable.Range(0, sample.Count)];
        return Fit(sample, all, request ?? new ScorecardRequest());
    }

    /// <summary>Makes a scorecard of some of the cases, and knows nothing of the others.</summary>
    internal static ScorecardFit Fit(CreditSample sample, int[] cases, ScorecardRequest request)
    {
        request.Binning.Check();
        SampleColumn[] wanted = request.Characteristics.IsEmpty ? [.. sample.Columns] : [.. request.Characteristics.Distinct(StringComparer.Ordinal).Select(sample.Column)];
        List<(SampleColumn Column, ScorecardCharacteristic Unscaled)> asked = [];
        List<string> leftOut = [];
        foreach (SampleColumn column in wanted)
        {
            ValueList<ScorecardBin> bins = Binning.Of(sample, column, cases, request.Binning);
            if (bins.Count > 1)
            {
                asked.Add((column, new ScorecardCharacteristic(column.Name, 1, bins)));
            }
            else
            {
                leftOut.Add(column.Name);
            }
        }

        if (asked.Count == 0)
        {
            throw new CrmException(CreditErrorCodes.BadSample, $"None of {string.Join(", ", wanted.Select(static column => column.Name))} tells good from bad cases: each has one class of values only.");
        }

        bool[] bad = [.. cases.Select(sample.IsBad)];
        double[][] weights = [.. asked.Select(one => cases.Select(i => one.Unscaled.Find(one.Column[i])?.Weight ?? 0).ToArray())];
        LogisticFit regression = LogisticRegression.Fit(weights, [.. asked.Select(static one => one.Column.Name)], bad);
        var scorecard = new Scorecard(
            request.Id,
            request.Version,
            request.Scaling,
            regression.Intercept,
            asked.Select((one, i) => new ScorecardCharacteristic(one.Column.Name, regression.Coefficients[i], one.Unscaled.Bins)).ToValueList());
        return new ScorecardFit(scorecard, regression, ScoreQuality.Of(Predict(scorecard, sample, cases), bad), ValueList.Create<string>([.. leftOut]));
    }

    /// <summary>The probabilities that cases go bad.</summary>
    internal static double[] Predict(Scorecard scorecard, CreditSample sample, int[] cases)
    {
        ValueList<SampleColumn> columns = sample.ColumnsOf(scorecard);
        var values = new CharacteristicValue[columns.Count];
        var predicted = new double[cases.Length];
        for (int i = 0; i < cases.Length; i++)
        {
            for (int c = 0; c < values.Length; c++)
            {
                values[c] = columns[c][cases[i]];
            }

            predicted[i] = scorecard.ProbabilityOfBad(scorecard.Score(values));
        }

        return predicted;
    }
}
