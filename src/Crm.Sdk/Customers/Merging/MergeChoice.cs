namespace Crm.Sdk.Customers.Duplicates;

/// <summary>From which of two customers one field comes.</summary>
/// <param name="Field">The field's name, <c>attr.NAME</c> for an attribute.</param>
/// <param name="From">From whom.</param>
public sealed record MergeChoice(string Field, MergeSource From);
