namespace Crm.Sdk.Credit;

/// <summary>What has to be shown of one indicator.</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Value">The value that asks least of the customer: at least it where higher values are better, at most it where lower ones are.</param>
/// <param name="Direction">Which way values are better.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GradeRaiseStep(string Criterion, string Indicator, double Value, IndicatorDirection Direction);
