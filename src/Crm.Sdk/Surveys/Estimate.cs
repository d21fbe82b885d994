namespace Crm.Sdk.Surveys;

/// <summary>A figure of a sample with its confidence interval of 95 per cent.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Value">The figure.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record Estimate(double Value, double Low, double High);
