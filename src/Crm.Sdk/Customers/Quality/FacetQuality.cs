namespace Crm.Sdk.Customers;

/// <summary>The quality of one facet, of a customer or of a base, in sums of weights (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Facet">The facet.</param>
/// <param name="Weight">What the fields weigh that the customers could have.</param>
/// <param name="Filled">What the fields with a value weigh.</param>
/// <param name="Aging">What those of them weigh that have a shelf life and of which it is known how old they are.</param>
/// <param name="Fresh">What those of them weigh that are within it.</param>
/// <param name="Used">What the filled fields weigh that something is declared to read.</param>
/// <param name="Contradictions">How many rules across fields are broken.</param>
public sealed record FacetQuality(string Facet, long Weight, long Filled, long Aging, long Fresh, long Used, long Contradictions)
{
    /// <summary>How complete it is, 0 to 1; null where there is nothing to fill.</summary>
    public double? Completeness => Weight == 0 ? null : (double)Filled / Weight;

    /// <summary>How much of what grows old is fresh, 0 to 1; null where nothing does.</summary>
    public double? Timeliness => Aging == 0 ? null : (double)Fresh / Aging;

    /// <summary>How much of what is filled is read, 0 to 1; null where nothing is filled.</summary>
    public double? Use => Filled == 0 ? null : (double)Used / Filled;

    /// <summary>Both together.</summary>
    internal FacetQuality Plus(FacetQuality other) => this with
    {
        Weight = Weight + other.Weight,
        Filled = Filled + other.Filled,
        Aging = Aging + other.Aging,
        Fresh = Fresh + other.Fresh,
        Used = Used + other.Used,
        Contradictions = Contradictions + other.Contradictions,
    };
}
