namespace Crm.Sdk.Credit;

/// <summary>A scaling as files have it.</summary>
internal sealed record ScalingForm(double Points, double GoodToBad, double Doubling);
