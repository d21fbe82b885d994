namespace Crm.Sdk.Credit;

/// <summary>How values are put into classes.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record BinningOptions
{
    /// <summary>The least share of the cases that a class holds, 0 to 0.5; smaller ones join the neighbour that is most alike. 0.05 by default.</summary>
    /// <remarks>A class without a good or without a bad case has no weight of evidence and joins its neighbour whatever the share.</remarks>
    public double MinShare { get; init; } = 0.05;

    /// <summary>The most classes of a characteristic of numbers, 2 to 50. 6 by default.</summary>
    public int MaxBins { get; init; } = 6;

    /// <summary>How unlike neighbouring classes of numbers have to be to stay apart: χ² with one degree of freedom, 0 or more; 3.841 (95 %) by default.</summary>
    /// <remarks>Source: Kerber, ChiMerge: Discretization of numeric attributes, AAAI (1992).</remarks>
    public double ChiSquare { get; init; } = 3.841;

    /// <summary>Ends of classes that are given for characteristics of numbers, rising; those are taken as they are.</summary>
    public IReadOnlyDictionary<string, ValueList<double>> Edges { get; init; } = new Dictionary<string, ValueList<double>>(StringComparer.Ordinal);

    internal void Check()
    {
        That(MinShare is >= 0 and <= 0.5, $"the least share {MinShare} is not from 0 to 0.5");
        That(MaxBins is >= 2 and <= 50, $"{MaxBins} classes are not from 2 to 50");
        That(ChiSquare >= 0 && double.IsFinite(ChiSquare), $"χ² {ChiSquare} is not 0 or more");
        foreach ((string name, ValueList<double> edges) in Edges)
        {
            That(!edges.IsEmpty && edges.All(double.IsFinite) && edges.Zip(edges.Skip(1)).All(static pair => pair.First < pair.Second), $"the ends of classes of '{name}' are not finite numbers that rise");
        }

        static void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadSample, $"Classes of values: {rule}.");
            }
        }
    }
}
