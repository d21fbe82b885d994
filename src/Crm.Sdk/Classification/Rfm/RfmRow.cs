namespace Crm.Sdk.Classification;

/// <summary>A customer of an RFM table.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="RecencyDays">Local days from the last order to the as-of date.</param>
/// <param name="Orders">How many orders.</param>
/// <param name="Amount">Orders less returns.</param>
/// <param name="R">The score of recency: the highest for the fewest days.</param>
/// <param name="F">The score of frequency: the highest for the most orders.</param>
/// <param name="M">The score of spend: the highest for the most money.</param>
/// <param name="Segment">The named segment, or null where the table has none.</param>
public readonly record struct RfmRow(CustomerId Customer, int RecencyDays, int Orders, Money Amount, int R, int F, int M, RfmSegment? Segment)
{
    /// <summary>The three scores as digits, such as 543.</summary>
    public int Score => (100 * R) + (10 * F) + M;
}
