namespace Crm.Sdk.Lifecycle;

/// <summary>How often somebody buys.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Days">The usual interval between purchases in days: the median; above 0.</param>
/// <param name="Spread">How far intervals spread around it, in days: 1.4826 times the median absolute deviation; 0 or more.</param>
/// <param name="From">Whose it is.</param>
/// <param name="Intervals">By how many intervals it is told; 0 for the policy's.</param>
public sealed record PurchaseRhythm(double Days, double Spread, IntervalSource From, long Intervals);
