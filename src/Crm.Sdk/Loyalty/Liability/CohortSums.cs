namespace Crm.Sdk.Loyalty;

/// <summary>What became of the points of a month of earning at an age. Not thread-safe.</summary>
internal sealed class CohortSums
{
    public long Came { get; set; }

    public long Redeemed { get; set; }

    public long Lapsed { get; set; }
}
