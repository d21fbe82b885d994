namespace Crm.Sdk.Credit;

/// <summary>What a check has read: the input of the rules, and the records that a reservation changes.</summary>
/// <param name="Input">What the rules are told.</param>
/// <param name="Account">The customer's account.</param>
/// <param name="Head">The account of the group's head, if the limit is shared; the account itself where it is the head.</param>
internal sealed record CheckContext(CreditCheckInput Input, CreditAccount? Account, CreditAccount? Head);
