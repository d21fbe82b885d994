namespace Crm.Sdk.Recommendation;

/// <summary>What to offer to a customer as of an instant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="Offers">What to offer: greatest score first, then by key.</param>
/// <param name="LeftOut">What was named and is not offered, by key.</param>
/// <param name="Refusal">Why nothing is offered to this customer at all: <c>recommendation.refused.opted-out</c> or <c>.archived</c>; null otherwise.</param>
/// <param name="Problems">Recommenders that failed and are missing from the answer, and why.</param>
public sealed record Recommendations(
    CustomerId Customer, ValueList<OfferedProduct> Offers, ValueList<LeftOutProduct> LeftOut, string? Refusal, ValueList<string> Problems);
