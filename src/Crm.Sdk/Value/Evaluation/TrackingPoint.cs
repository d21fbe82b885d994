namespace Crm.Sdk.Value;

/// <summary>A week of a tracking plot.</summary>
/// <param name="Week">Weeks since the first purchase of all; negative never.</param>
/// <param name="Actual">Repeat purchases in the week.</param>
/// <param name="Expected">Those that the model expected.</param>
/// <param name="CumulativeActual">Repeat purchases up to its end.</param>
/// <param name="CumulativeExpected">Those that the model expected.</param>
/// <param name="IsHoldout">Whether it ends after calibration.</param>
public sealed record TrackingPoint(int Week, int Actual, double Expected, int CumulativeActual, double CumulativeExpected, bool IsHoldout);
