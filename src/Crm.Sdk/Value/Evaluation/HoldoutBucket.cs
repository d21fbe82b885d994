namespace Crm.Sdk.Value;

/// <summary>The customers with so many repeat purchases in calibration, and what they did in the holdout.</summary>
/// <param name="Frequency">x in calibration; the last bucket is for this many and more.</param>
/// <param name="IsOpen">Whether it is the last one.</param>
/// <param name="Customers">How many customers.</param>
/// <param name="Actual">Their purchases in the holdout.</param>
/// <param name="Predicted">The purchases that the model expected.</param>
public sealed record HoldoutBucket(int Frequency, bool IsOpen, int Customers, int Actual, double Predicted);
