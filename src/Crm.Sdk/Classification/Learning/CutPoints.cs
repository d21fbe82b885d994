namespace Crm.Sdk.Classification;

/// <summary>The learned edges that turn the values of one fact into bins.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Fact">The key of the population fact, such as <c>netSpend:P12M/quantile5</c>.</param>
/// <param name="Edges">
/// The edges, ascending, in the unit of the column: whole numbers, minor units of money, or plain numbers. Empty where nobody had a value. Of a weighted measure, the sums of its parts in their
/// order.
/// </param>
/// <param name="EdgeToUpperBin">Whether a value on an edge belongs to the upper bin; by default to the lower.</param>
/// <param name="Customers">Of how many customers they were learned.</param>
public sealed record CutPoints(string Fact, ValueList<double> Edges, bool EdgeToUpperBin, int Customers)
{
    /// <summary>The bin of a value, from 1 (below all edges) to the number of edges and one.</summary>
    public int BinOf(double value)
    {
        int bin = 1;
        foreach (double edge in Edges)
        {
            bin += value > edge || (EdgeToUpperBin && value == edge) ? 1 : 0;
        }

        return bin;
    }
}
