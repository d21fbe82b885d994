namespace Crm.Sdk.Classification;

/// <summary>A named segment (细分) of an RFM table: customers whose three scores lie in its ranges.</summary>
/// <param name="Label">The segment's label, such as <c>champions</c>.</param>
/// <param name="Name">The name in English as literature prints it, such as <c>Champions</c>.</param>
/// <param name="Recency">The scores of recency; the highest score is the most recent.</param>
/// <param name="Frequency">The scores of frequency; the highest score is the most orders.</param>
/// <param name="Monetary">The scores of spend; the highest score is the most money.</param>
public sealed record RfmSegment(string Label, string Name, ScoreRange Recency, ScoreRange Frequency, ScoreRange Monetary)
{
    /// <summary>Whether a customer with these scores lies in the segment.</summary>
    public bool Holds(int recency, int frequency, int monetary) => Recency.Holds(recency) && Frequency.Holds(frequency) && Monetary.Holds(monetary);
}
