using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Addresses by number, street (abbreviations, directions, ordinals), postal code and city (with other names).</summary>
/// <remarks>Suites and floors do not count, nor what says how to get there. A city alone says next to nothing. Thread-safe.</remarks>
internal sealed class AddressMatchRule : MatchRule<AddressFeatures>
{
    private const double StreetAlike = 0.8, StreetSimilar = 0.55;

    private readonly AddressReader _reader;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public AddressMatchRule(IOptions<DuplicateRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _reader = new AddressReader(new CityNames(options.Value.CityAliases));
    }

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.address") { Group = MatchGroups.Contact };

    /// <inheritdoc/>
    public override AddressFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return _reader.Read(customer.Address);
    }

    /// <inheritdoc/>
    public override void AddKeys(AddressFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        if (features.Number.Length == 0)
        {
            return;
        }

        foreach (WeightedWord word in features.Words.Where(static word => word.Weight >= WeightedWord.Telling).Take(BlockingKeys.MaxKeys / 4))
        {
            keys.Add($"s:{features.Number} {(word.Text.Length > 4 ? word.Text[..4] : word.Text)}");
        }

        if (features.ChineseStreet.Length >= 2)
        {
            keys.Add($"s:{features.Number} {features.ChineseStreet[..2]}");
        }

        if (features.PostalCode.Length > 0)
        {
            keys.Add($"p:{features.Number} {features.PostalCode}");
        }
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(AddressFeatures left, AddressFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        bool cities = left.City.Length > 0 && right.City.Length > 0, codes = left.PostalCode.Length > 0 && right.PostalCode.Length > 0;
        bool sameCity = cities && (left.City == right.City || JaroWinkler.Of(left.City, right.City) >= 0.92);
        (double likeness, double bits, string code)? street = Street(left, right);
        if (street is null && !cities && !codes)
        {
            return MatchEvidence.None;
        }

        (double likeness, double bits, string code) = street ?? (0.5, 0, "crm.duplicates.address.place");
        bool found = bits >= 6;
        if (cities)
        {
            bits += sameCity ? 0.5 : found ? -1 : -1.5;
            likeness += sameCity ? 0 : -0.1;
        }

        if (codes)
        {
            bits += left.PostalCode == right.PostalCode ? 2 : EditDistance.IsOne(left.PostalCode, right.PostalCode) ? 0 : found ? -1 : -2;
            likeness += left.PostalCode == right.PostalCode ? 0.05 : -0.05;
        }

        why?.Because(code);
        return MatchEvidence.Of(Math.Clamp(likeness, 0, 1), Math.Clamp(bits, -6, 9));
    }

    private static (double Likeness, double Bits, string Code)? Street(AddressFeatures a, AddressFeatures b)
    {
        if (!a.HasStreet || !b.HasStreet || (a.Words.IsEmpty != b.Words.IsEmpty))
        {
            return null; // one Chinese and one in Latin letters: not transliterated
        }

        double street = a.Words.IsEmpty ? ChineseStreet(a.ChineseStreet, b.ChineseStreet) : WordAlignment.Of(a.Words.AsSpan(), b.Words.AsSpan()).Likeness;
        if (a.Number.Length == 0 || b.Number.Length == 0)
        {
            return street >= StreetAlike ? (0.7, 3, "crm.duplicates.address.street") : street < 0.5 ? (0.2, -2, "crm.duplicates.address.differ") : (0.4, 0, "crm.duplicates.address.similar");
        }

        if (a.Number == b.Number)
        {
            return street >= StreetAlike ? (street, 7, "crm.duplicates.address.alike")
                : street >= StreetSimilar ? (street, 3.5, "crm.duplicates.address.similar")
                : (0.3, -1.5, "crm.duplicates.address.differ");
        }

        bool slip = Math.Min(a.Number.Length, b.Number.Length) >= 2 && EditDistance.IsOne(a.Number, b.Number);
        return street >= StreetAlike ? slip ? (0.6, 1, "crm.duplicates.address.number") : (0.4, -3, "crm.duplicates.address.number") : (0.1, -4, "crm.duplicates.address.differ");
    }

    private static double ChineseStreet(string a, string b) =>
        a == b ? 1 : a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal) ? 0.9 : EditDistance.IsOne(a, b) && Math.Min(a.Length, b.Length) >= 3 ? 0.82 : Math.Min(0.6, EditDistance.Ratio(a, b));
}
