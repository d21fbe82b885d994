using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>A task of a collection plan: who asks whom for what by when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Owner">Who asks, by the employee's key.</param>
/// <param name="Customer">Whom.</param>
/// <param name="CustomerKey">The customer's external key.</param>
/// <param name="DueOn">By when.</param>
/// <param name="ValueLabel">The label that put the customer in its place; null without one.</param>
/// <param name="Asks">For what, the heaviest first.</param>
public sealed record PlannedTask(string Owner, CustomerId Customer, string? CustomerKey, LocalDate DueOn, string? ValueLabel, ValueList<QualityFinding> Asks);
