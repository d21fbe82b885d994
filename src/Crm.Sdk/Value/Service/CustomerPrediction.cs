namespace Crm.Sdk.Value;

/// <summary>What is predicted of a customer, beside what was measured.</summary>
/// <param name="Customer">Of whom.</param>
/// <param name="Measured">What the customer did (x, t_x, T, m).</param>
/// <param name="ProbabilityAlive">P(alive).</param>
/// <param name="ExpectedPurchases">The expected purchases within the horizon.</param>
/// <param name="ExpectedSpend">What a purchase is expected to bring, in units of the currency; null where it is undefined.</param>
/// <param name="Value">The customer lifetime value within the horizon: discounted expected purchases times expected spend, by months; null where it is undefined.</param>
public sealed record CustomerPrediction(
    CustomerId Customer, RepeatPurchases Measured, double ProbabilityAlive, double ExpectedPurchases, double? ExpectedSpend, double? Value);
