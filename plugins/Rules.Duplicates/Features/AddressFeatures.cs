using System.Collections.Immutable;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>An address as it is compared.</summary>
/// <param name="Number">The house's number, or empty.</param>
/// <param name="Words">The words of the street in their one form, sorted; empty where there are none.</param>
/// <param name="ChineseStreet">The street in Chinese characters, or empty.</param>
/// <param name="City">The city's one form, or empty.</param>
/// <param name="PostalCode">The postal code, letters and digits, or empty.</param>
internal sealed record AddressFeatures(string Number, ImmutableArray<WeightedWord> Words, string ChineseStreet, string City, string PostalCode)
{
    /// <summary>Whether there is a street.</summary>
    public bool HasStreet => !Words.IsEmpty || ChineseStreet.Length > 0;
}
