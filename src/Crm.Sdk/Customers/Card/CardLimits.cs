namespace Crm.Sdk.Customers;

/// <summary>How long the lists of a customer card are at most.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CardLimits
{
    /// <summary>The last orders; 5 by default.</summary>
    public int Orders { get; init; } = 5;

    /// <summary>The last interactions; 5 by default.</summary>
    public int Interactions { get; init; } = 5;

    /// <summary>Each other list; 20 by default.</summary>
    public int Others { get; init; } = 20;
}
