namespace Crm.Sdk.Orders;

/// <summary>What comes back of a line of an order.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Line">The line's place in the order, from 0.</param>
/// <param name="Quantity">How many come back, above 0.</param>
public readonly record struct ReturnedLine(int Line, Quantity Quantity);
