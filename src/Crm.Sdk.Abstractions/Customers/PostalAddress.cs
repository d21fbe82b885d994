namespace Crm.Sdk.Customers;

/// <summary>Where a customer lives or has its seat. Region and country stand on the customer, where conditions can name them.</summary>
public sealed record PostalAddress
{
    /// <summary>Street, number, building: everything below the city.</summary>
    public string? Street { get; init; }

    /// <summary>The city.</summary>
    public string? City { get; init; }

    /// <summary>The postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Where on the earth it is, if known.</summary>
    public GeoPoint? Point { get; init; }
}
