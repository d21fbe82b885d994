using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>How an RFM table is made.</summary>
public sealed record RfmOptions
{
    /// <summary>The fewest scores.</summary>
    public const int MinBins = 2;

    /// <summary>The most scores: each is one digit of the three-digit score.</summary>
    public const int MaxBins = 9;

    /// <summary>How scores are made; quantiles by default.</summary>
    public RfmMethod Method { get; init; } = RfmMethod.Quantile;

    /// <summary>How many scores there are, <see cref="MinBins"/> to <see cref="MaxBins"/>; 5 by default. With fixed edges, one more than there are edges.</summary>
    public int Bins { get; init; } = 5;

    /// <summary>The first local date whose orders count; all orders by default.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The edges, for <see cref="RfmMethod.Fixed"/> only.</summary>
    public RfmEdges? Edges { get; init; }

    /// <summary>The named segments; with five scores <see cref="RfmSegments.Default"/>, otherwise none, unless given here.</summary>
    public RfmSegments? Segments { get; init; }
}
