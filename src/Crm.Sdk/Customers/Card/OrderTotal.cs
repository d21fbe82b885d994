namespace Crm.Sdk.Customers;

/// <summary>The orders of a customer in one currency, before tax.</summary>
/// <param name="Net">Sales less returns.</param>
/// <param name="Returned">What came back, 0 or more.</param>
public sealed record OrderTotal(Money Net, Money Returned);
