namespace Crm.Sdk.Credit;

/// <summary>Something pledged or guaranteed, 抵押品.</summary>
/// <param name="Type">Its type, a code of <see cref="CollateralTypes"/> or another one.</param>
/// <param name="Value">Its value before the haircut; 0 or more.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditCollateral(string Type, Money Value);
