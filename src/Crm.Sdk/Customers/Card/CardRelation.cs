namespace Crm.Sdk.Customers;

/// <summary>A relation as it reads from the customer of a card.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Other">The customer at the other end.</param>
/// <param name="OtherKey">That customer's external key.</param>
/// <param name="OtherName">That customer's name.</param>
/// <param name="IsFrom">Whether the card's customer is the first of the relation; the title then says what the other is to it, else the inverse does.</param>
public sealed record CardRelation(Relation Relation, CustomerId Other, string? OtherKey, string? OtherName, bool IsFrom);
