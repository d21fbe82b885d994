namespace Crm.Sdk.Customers;

/// <summary>A section of a card that an <see cref="ICardSection"/> made.</summary>
/// <param name="Code">The section's code.</param>
/// <param name="Lines">Its lines.</param>
public sealed record CardSection(string Code, ValueList<CardLine> Lines);
