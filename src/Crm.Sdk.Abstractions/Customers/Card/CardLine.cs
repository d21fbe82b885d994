using Crm.Sdk.Classification;

namespace Crm.Sdk.Customers;

/// <summary>One line of a section of the customer card.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Code">The line's code, whose text is its title.</param>
/// <param name="Value">What it says.</param>
public sealed record CardLine(string Code, ReasonArg Value);
