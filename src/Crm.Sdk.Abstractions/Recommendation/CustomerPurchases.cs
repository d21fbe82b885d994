using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>What a customer bought and owns, up to a day.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Today">The local day that the answer is for.</param>
/// <param name="Products">The products, each once, in ordinal order of their keys; what came back as a whole is not among them.</param>
public sealed record CustomerPurchases(LocalDate Today, ValueList<PurchasedProduct> Products);
