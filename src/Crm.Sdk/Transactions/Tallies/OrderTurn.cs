namespace Crm.Sdk.Transactions;

/// <summary>Whose turn it is: the customer and the order that are being counted, by their ordinals from 1.</summary>
internal readonly record struct OrderTurn(long Customer, long Order, bool IsReturn);
