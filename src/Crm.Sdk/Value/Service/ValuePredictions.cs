namespace Crm.Sdk.Value;

/// <summary>Predictions of all customers, with the fits that they come from.</summary>
/// <param name="Fit">The fit of purchases.</param>
/// <param name="SpendFit">The fit of spend; null where it was refused.</param>
/// <param name="SpendRefused">Why spend could not be fitted; null where it was.</param>
/// <param name="Count">How many customers there are.</param>
/// <param name="Rows">The customers, computed and, where asked for, kept as they are read.</param>
public sealed record ValuePredictions(ValueModelFit Fit, ValueModelFit? SpendFit, string? SpendRefused, int Count, IAsyncEnumerable<CustomerPrediction> Rows);
