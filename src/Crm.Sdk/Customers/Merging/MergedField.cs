namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What becomes of one field of two customers.</summary>
/// <param name="Field">The field's name, <c>attr.NAME</c> for an attribute.</param>
/// <param name="Survivor">The value of the customer that stays, as text; null for none.</param>
/// <param name="Loser">The value of the other, as text; null for none.</param>
/// <param name="Result">The value that stays, as text; null for none.</param>
/// <param name="From">Where it comes from.</param>
public sealed record MergedField(string Field, string? Survivor, string? Loser, string? Result, MergeSource From);
