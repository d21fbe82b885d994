namespace Crm.Sdk.Value;

/// <summary>How a model that was fitted up to one instant foretold what came after.</summary>
/// <param name="Fit">The fit.</param>
/// <param name="Holdout">The end of the holdout.</param>
/// <param name="Buckets">Predicted against actual by repeat purchases in calibration.</param>
/// <param name="Tracking">Expected against actual repeat purchases of these customers by week, from the first purchase to the end of the holdout.</param>
/// <param name="MeanAbsoluteError">The mean over customers of |predicted − actual| purchases in the holdout.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ModelValidation(ValueModelFit Fit, AsOf Holdout, ValueList<HoldoutBucket> Buckets, ValueList<TrackingPoint> Tracking, double MeanAbsoluteError)
{
    /// <summary>The purchases in the holdout.</summary>
    public int Actual => Buckets.Sum(static bucket => bucket.Actual);

    /// <summary>The purchases that were expected.</summary>
    public double Predicted => Buckets.Sum(static bucket => bucket.Predicted);

    /// <summary>Predicted over actual, less 1; null where nobody purchased.</summary>
    public double? RelativeError => Actual == 0 ? null : (Predicted / Actual) - 1;
}
