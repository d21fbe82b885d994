namespace Crm.Sdk.Customers.Duplicates;

/// <summary>That somebody probably has a customer already, told without disclosing it.</summary>
/// <param name="Owner">The employee to ask, by the key of the tenant's directory; null where nobody is responsible.</param>
/// <param name="Band">How likely it is.</param>
public sealed record DuplicateHint(string? Owner, MatchBand Band)
{
    internal static MatchBand BandOf(double score) => score >= 0.99 ? MatchBand.Certain : score >= 0.95 ? MatchBand.Likely : MatchBand.Possible;
}
