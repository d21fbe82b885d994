namespace Crm.Sdk.Classification;

/// <summary>A customer, as facts need it.</summary>
/// <param name="Id">The customer; merged ones are left out.</param>
/// <param name="Kind">Individual or enterprise.</param>
/// <param name="Region">The region, or none.</param>
/// <param name="Industry">The industry, or none.</param>
/// <param name="Source">The source by which the customer was won, or none.</param>
/// <param name="Owner">Who is responsible for the customer, or none.</param>
/// <param name="Relationship">What the customer is to the company, or none.</param>
public readonly record struct CustomerEntry(
    CustomerId Id, Category Kind = default, Category Region = default, Category Industry = default, Category Source = default, Category Owner = default, Category Relationship = default);
