namespace Crm.Sdk.Transactions;

/// <summary>All transactions, divided by one dimension.</summary>
/// <param name="Dimension">By what.</param>
/// <param name="Parts">Its parts, most revenue first, then by key. Their revenues add up to that of all transactions, to the minor unit.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record TransactionComposition(TransactionDimension Dimension, ValueList<TransactionPart> Parts);
