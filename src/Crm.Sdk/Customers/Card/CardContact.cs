namespace Crm.Sdk.Customers;

/// <summary>A person at an enterprise, and the roles of the day that a card is for.</summary>
/// <param name="Person">The person.</param>
/// <param name="Roles">The roles of that day; empty where none is known.</param>
public sealed record CardContact(ContactPerson Person, ValueList<ContactRole> Roles);
