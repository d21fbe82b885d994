using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>What a customer sees of his own data.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SelfServiceProfile
{
    /// <summary>The customer.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The birthday or day of foundation.</summary>
    public BirthDate? Birth { get; init; }

    /// <summary>The gender.</summary>
    public Gender Gender { get; init; }

    /// <summary>All contact points, the main ones first.</summary>
    public ValueList<ContactPoint> ContactPoints { get; init; }

    /// <summary>The main address.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Further addresses.</summary>
    public ValueList<FurtherAddress> Addresses { get; init; }

    /// <summary>The country.</summary>
    public string? Country { get; init; }

    /// <summary>The language in which the customer is addressed.</summary>
    public string? Language { get; init; }

    /// <summary>The time zone.</summary>
    public string? Zone { get; init; }

    /// <summary>The attributes that the customer may see.</summary>
    public ValueList<AttributeValue> Attributes { get; init; }

    /// <summary>Since when there is an archive.</summary>
    public Instant? Since { get; init; }
}
