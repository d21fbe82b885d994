namespace Crm.Sdk.Recommendation;

/// <summary>How a new product relates to one customer (CA-6): whoever pushes it compares the score with a threshold of its own.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="Suggestion">The score, 0 to 1, with its reasons; null where nothing relates, the customer has the product, or there is a refusal.</param>
/// <param name="Refusal">Why the customer is offered nothing at all, as a code; null where there is no such reason.</param>
public sealed record ProductInterest(CustomerId Customer, Suggestion? Suggestion, string? Refusal);
