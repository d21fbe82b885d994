namespace Crm.Sdk.Classification;

/// <summary>An order or a return of a customer, as facts need it.</summary>
/// <param name="Customer">The customer; of merged customers, the survivor.</param>
/// <param name="Order">The order, or the return's own id. Of events at one instant, the one with the lesser id comes first.</param>
/// <param name="Microseconds">The instant, in microseconds since 1970-01-01T00:00Z.</param>
/// <param name="NetMinor">The net amount in minor units of the reporting currency, negative for a return. Ignored where the amount is unknown.</param>
/// <param name="Marks">Whether it is a return, and whether its amount is unknown because a rate is missing.</param>
public readonly record struct OrderEvent(CustomerId Customer, OrderId Order, long Microseconds, long NetMinor, OrderMarks Marks = OrderMarks.None);
