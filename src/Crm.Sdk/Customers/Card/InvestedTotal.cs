namespace Crm.Sdk.Customers;

/// <summary>What was invested in a customer by one type and in one currency (CU-2).</summary>
/// <param name="Type">The type's code, of <see cref="InvestmentTypes"/> or another one.</param>
/// <param name="Count">How often.</param>
/// <param name="Total">How much.</param>
public sealed record InvestedTotal(string Type, long Count, Money Total);
