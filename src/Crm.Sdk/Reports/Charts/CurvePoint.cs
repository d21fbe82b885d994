namespace Crm.Sdk.Reports;

/// <summary>A point of a <see cref="ShareCurve"/>.</summary>
/// <param name="X">The share of customers up to here, 0 to 1.</param>
/// <param name="Y">The share of the measure that they bring, 0 or more; above 1 where the customers after them take some of it back.</param>
public readonly record struct CurvePoint(double X, double Y);
