namespace Crm.Sdk.Credit;

/// <summary>A point of a score curve.</summary>
/// <param name="Value">The indicator's value; a finite number.</param>
/// <param name="Score">The score that it gives, 0 to 100.</param>
public readonly record struct CurvePoint(double Value, double Score);
