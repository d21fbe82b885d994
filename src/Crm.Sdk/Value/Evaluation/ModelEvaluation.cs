namespace Crm.Sdk.Value;

/// <summary>Compares a model with what customers did after the observation it was fitted to.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ModelEvaluation
{
    private const int DaysPerWeek = 7;

    /// <summary>Predicted against actual purchases in the holdout, by repeat purchases in calibration.</summary>
    /// <param name="model">The model.</param>
    /// <param name="unit">Its unit of time.</param>
    /// <param name="table">The customers at the end of calibration.</param>
    /// <param name="holdout">The end of the holdout.</param>
    /// <param name="last">The frequency of the last bucket, which is open.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The buckets, empty ones included, and the mean over customers of |predicted − actual|.</returns>
    /// <exception cref="CrmException">CRM6005: the holdout does not end after the calibration.</exception>
    public static (ValueList<HoldoutBucket> Buckets, double MeanAbsoluteError) Holdout(
        IPurchaseModel model, TimeUnit unit, PurchaseTable table, AsOf holdout, int last = 7, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        double horizon = DaysAhead(table, holdout) / (double)unit.Days();
        int[] after = table.PurchasesAfter(holdout, cancellationToken);
        int[] customers = new int[last + 1], actual = new int[last + 1];
        double[] predicted = new double[last + 1];
        double error = 0;
        for (int i = 0; i < table.Count; i++)
        {
            RepeatPurchases customer = table.At(i, unit);
            int bucket = Math.Min(last, customer.Frequency);
            double expected = model.ExpectedPurchases(customer, horizon);
            customers[bucket]++;
            actual[bucket] += after[i];
            predicted[bucket] += expected;
            error += Math.Abs(expected - after[i]);
        }

        return ([.. Enumerable.Range(0, last + 1).Select(x => new HoldoutBucket(x, x == last, customers[x], actual[x], predicted[x]))], error / Math.Max(1, table.Count));
    }

    /// <summary>Expected against actual repeat purchases by week: of each customer from the day of the first purchase on.</summary>
    /// <inheritdoc cref="Holdout"/>
    public static ValueList<TrackingPoint> Track(IPurchaseModel model, TimeUnit unit, PurchaseTable table, AsOf holdout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(table);
        int end = DaysAhead(table, holdout);
        var firsts = new SortedDictionary<int, int>(); // days before the end of calibration: customers
        for (int i = 0; i < table.Count; i++)
        {
            int age = table.DaysAt(i).Age;
            firsts[-age] = firsts.GetValueOrDefault(-age) + 1;
        }

        if (firsts.Count == 0)
        {
            return [];
        }

        int start = firsts.Keys.First(), weeks = (end - start + DaysPerWeek - 1) / DaysPerWeek;
        int[] actual = new int[weeks + 1];
        table.ForEachPurchase(holdout, (day, isRepeat) => actual[isRepeat ? Math.Max(0, day - start - 1) / DaysPerWeek : 0] += isRepeat ? 1 : 0, cancellationToken);

        var points = new List<TrackingPoint>(weeks);
        int cumulative = 0;
        double before = 0;
        for (int week = 1; week <= weeks; week++)
        {
            int at = Math.Min(end, start + (week * DaysPerWeek));
            double expected = 0;
            foreach ((int first, int customers) in firsts)
            {
                expected += at > first ? customers * model.ExpectedPurchases((at - first) / (double)unit.Days()) : 0;
            }

            cumulative += actual[week - 1];
            points.Add(new TrackingPoint(week, actual[week - 1], expected - before, cumulative, expected, at > 0));
            before = expected;
        }

        return [.. points];
    }

    private static int DaysAhead(PurchaseTable table, AsOf holdout)
    {
        ArgumentNullException.ThrowIfNull(holdout);
        int days = NodaTime.Period.DaysBetween(table.Until.Date, holdout.Date);
        return days > 0 ? days : throw new CrmException(
            ValueErrorCodes.BadHorizon, $"The holdout ends on {holdout.Date:uuuu-MM-dd}, which is not after the calibration's last day, {table.Until.Date:uuuu-MM-dd}.");
    }
}
