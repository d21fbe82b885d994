namespace Crm.Sdk.Value;

/// <summary>Looks for reasons to doubt a fit.</summary>
internal static class FitDoubts
{
    public static ValueList<FitWarning> OfPurchases(IPurchaseModel model, FitResult found, PurchaseSample sample, FitOptions options)
    {
        var warnings = new List<FitWarning>();
        Common(warnings, found, sample.RepeatCustomers, options);
        if (options.StandardErrors && (IsFlat(found, 2, options) || IsFlat(found, 3, options)))
        {
            warnings.Add(new FitWarning(FitWarnings.FlatDropout, [Percent(Math.Max(found.RelativeError(2) ?? double.NaN, found.RelativeError(3) ?? double.NaN))]));
        }

        if (options.StandardErrors && (IsFlat(found, 0, options) || IsFlat(found, 1, options)))
        {
            warnings.Add(new FitWarning(FitWarnings.Flat, []));
        }

        double inactive = ShareInactive(model, sample);
        if (inactive < options.LittleChurn)
        {
            warnings.Add(new FitWarning(FitWarnings.LittleChurn, [Percent(inactive)]));
        }

        return [.. warnings];
    }

    public static ValueList<FitWarning> OfSpend(GammaGammaModel model, FitResult found, SpendSample sample, FitOptions options)
    {
        var warnings = new List<FitWarning>();
        Common(warnings, found, sample.Customers, options);
        if (options.StandardErrors && Enumerable.Range(0, 3).Any(index => IsFlat(found, index, options)))
        {
            warnings.Add(new FitWarning(FitWarnings.Flat, []));
        }

        if (sample.Correlation is { } correlation && Math.Abs(correlation) >= options.StrongCorrelation)
        {
            warnings.Add(new FitWarning(FitWarnings.SpendDependsOnFrequency, [correlation]));
        }

        if (model.MeanSpend is null)
        {
            warnings.Add(new FitWarning(FitWarnings.NoMeanSpend, [model.Q]));
        }

        return [.. warnings];
    }

    private static void Common(List<FitWarning> warnings, FitResult found, double repeaters, FitOptions options)
    {
        if (!found.Maximum.Converged)
        {
            warnings.Add(new FitWarning(FitWarnings.NotConverged, [found.Maximum.Gradient]));
        }

        if (repeaters < options.WantedRepeaters)
        {
            warnings.Add(new FitWarning(FitWarnings.FewCustomers, [repeaters, options.WantedRepeaters]));
        }
    }

    private static bool IsFlat(FitResult found, int index, FitOptions options) => !(found.RelativeError(index) < options.FlatRelativeError);

    private static double Percent(double share) => double.IsNaN(share) ? 0 : 100 * share;

    /// <summary>The share of repeaters who became inactive by the model; those without repeat purchases tell nothing in the BG/NBD model.</summary>
    private static double ShareInactive(IPurchaseModel model, PurchaseSample sample)
    {
        const int Most = 4_000;
        PurchaseSample some = sample.Thinned(Most);
        double inactive = 0, weight = 0;
        for (int i = some.Repeaters; i < some.Rows; i++)
        {
            inactive += some.Weight[i] * (1 - model.ProbabilityAlive(new RepeatPurchases(some.X[i], some.Recency[i], some.Age[i])));
            weight += some.Weight[i];
        }

        return weight > 0 ? inactive / weight : 0;
    }
}
