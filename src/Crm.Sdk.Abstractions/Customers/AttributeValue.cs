namespace Crm.Sdk.Customers;

/// <summary>An attribute of a customer and its value in canonical text (CU-4), as its <see cref="AttributeDefinition"/> writes it.</summary>
/// <param name="Name">The attribute's name: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64.</param>
/// <param name="Value">The value's text, at most 4,000 characters.</param>
public sealed record AttributeValue(string Name, string Value);
