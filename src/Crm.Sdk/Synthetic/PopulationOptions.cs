using NodaTime;

namespace Crm.Sdk.Synthetic;

/// <summary>What a synthetic population is to look like.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PopulationOptions
{
    /// <summary>How many customers; 1 or more.</summary>
    public required int Customers { get; init; }

    /// <summary>How many orders, returns included; 0 or more.</summary>
    public required int Orders { get; init; }

    /// <summary>The seed; the same seed and numbers give the same population, ids included.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How unevenly orders fall on customers: the exponent of Zipf's law, 0 (evenly) to 2. At 1 a few customers own most orders.</summary>
    public double Skew { get; init; } = 0.7;

    /// <summary>The share of orders that are returns, 0 to 1.</summary>
    public double ReturnShare { get; init; } = 0.04;

    /// <summary>The first day of the history.</summary>
    public LocalDate From { get; init; } = new(2022, 1, 1);

    /// <summary>The number of days in the history; 1 or more.</summary>
    public int Days { get; init; } = 1461;

    /// <summary>The currency of all orders.</summary>
    public Currency Currency { get; init; } = Currency.Cny;
}
