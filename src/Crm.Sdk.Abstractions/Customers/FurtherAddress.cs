namespace Crm.Sdk.Customers;

/// <summary>An address beside the main one, for example of delivery or of a branch. It stands whole, with its region and country.</summary>
/// <param name="Label">What it is for, for example <c>delivery</c>, <c>billing</c>, <c>branch</c>.</param>
/// <param name="Address">The address.</param>
/// <param name="Region">The region, as the tenant divides its market.</param>
/// <param name="Country">The country, ISO 3166-1 alpha-2, upper case.</param>
public sealed record FurtherAddress(string Label, PostalAddress Address, string? Region = null, string? Country = null);
