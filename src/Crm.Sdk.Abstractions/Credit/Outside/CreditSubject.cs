using Crm.Sdk.Customers;

namespace Crm.Sdk.Credit;

/// <summary>A customer about whom outside information is asked for.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Currency">The currency of the assessment.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditSubject(Customer Customer, Currency Currency);
