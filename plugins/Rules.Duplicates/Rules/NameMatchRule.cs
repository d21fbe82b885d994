using System.Collections.Frozen;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>
/// Names of people and companies, in Latin letters word by word in any order (misspelt, shortened, initials, short forms of given names, legal forms and articles left out), in
/// Chinese by their parts (place, trade name, line of business, branch). A Chinese name and a Latin one are not compared: nothing is transliterated.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class NameMatchRule : MatchRule<NameFeatures>
{
    private const double EmptyWeight = 0.1, GenericWeight = 0.35, PlaceWeight = 0.15;
    private const int KeyWords = 4;

    // What a likeness is worth, as a share of the information of equal names above 0.7, in bits below. Pairs of names of one customer are rarely less alike than that.
    private static readonly (double Likeness, double Share)[] For = [(0.7, 0), (0.76, 0.3), (0.86, 0.7), (0.96, 1), (1, 1)];
    private static readonly (double Likeness, double Bits)[] Against = [(0, -12), (0.3, -11), (0.5, -4.5), (0.62, -1.5), (0.7, 0)];

    private readonly FrozenSet<string> _generic;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public NameMatchRule(IOptions<DuplicateRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _generic = options.Value.GenericWords.SelectMany(Folding.Words).Concat(LatinWords.Generic).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override MatchRuleDescriptor Descriptor { get; } = new("crm.duplicates.name");

    /// <inheritdoc/>
    public override NameFeatures? Read(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        string? name = customer.Name ?? customer.Person?.Full;
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        HashSet<string> places = [.. Folding.Words(customer.Address?.City ?? string.Empty)];
        string[] words = [.. Folding.Words(name).Take(WordAlignment.MaxWords)];
        WeightedWord[] weighed = [.. words.Where(static word => !LegalForms.IsWord(word)).Select(word => new WeightedWord(word, WeightOf(word, places)))];
        if (!weighed.Any(static word => word.Weight >= WeightedWord.Telling))
        {
            weighed = [.. words.Select(static word => new WeightedWord(word, LatinWords.Empty.Contains(word) ? EmptyWeight : 1))]; // nothing but common words: then they are the name
        }

        string compact = string.Concat(weighed.Where(static word => word.Weight >= WeightedWord.Telling).Select(static word => word.Text));
        ChineseName? chinese = ChineseName.Read(Folding.Han(name), customer.Kind == CustomerKind.Enterprise);
        return weighed.Length == 0 && chinese is null
            ? null
            : new NameFeatures([.. weighed.OrderBy(static word => word.Text, StringComparer.Ordinal).ThenBy(static word => word.Weight)], compact, chinese, Start(string.Concat(places.Order(StringComparer.Ordinal)), 4), CustomerNameKey.Of(customer));
    }

    /// <inheritdoc/>
    public override void AddKeys(NameFeatures features, BlockingKeys keys)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(keys);
        string[] telling = [.. features.Words.Where(static word => word.Weight >= WeightedWord.Telling && word.Text.Length > 1).OrderByDescending(static word => word.Text.Length)
            .ThenBy(static word => word.Text, StringComparer.Ordinal).Take(KeyWords).Select(static word => LatinWords.Full(word.Text))];
        for (int i = 0; i < telling.Length; i++)
        {
            for (int j = i + 1; j < telling.Length; j++)
            {
                string a = Start(telling[i], 3), b = Start(telling[j], 3);
                keys.Add(string.CompareOrdinal(a, b) <= 0 ? $"2:{a} {b}" : $"2:{b} {a}");
            }
        }

        if (telling.Length > 0)
        {
            keys.Add($"1:{Start(telling[0], 5)} {features.City}");
            keys.Add($"c:{Start(features.Compact, 8)}");
        }

        if (telling.Length == 1)
        {
            keys.Add($"1:{telling[0]}");
        }

        AddChineseKeys(features.Chinese, keys);
    }

    /// <inheritdoc/>
    public override Condition? Candidates(NameFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return features.StoredKey is { } key ? Condition.Equal(CustomerModel.NameKey, FieldValue.Of(key)) : null;
    }

    /// <inheritdoc/>
    public override MatchEvidence Compare(NameFeatures left, NameFeatures right, Explanation? why)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        (double likeness, double information)? best = null;
        if (left.Chinese is { } a && right.Chinese is { } b)
        {
            best = ChineseName.Compare(a, b);
        }

        if (!left.Words.IsEmpty && !right.Words.IsEmpty && (best is null || best.Value.likeness < 0.7))
        {
            (double likeness, double information) latin = CompareLatin(left, right);
            best = best is null || latin.likeness > best.Value.likeness ? latin : best;
        }

        if (best is not { } found)
        {
            return MatchEvidence.None;
        }

        why?.Because(found.likeness >= 1 ? "crm.duplicates.name.equal" : found.likeness >= 0.7 ? "crm.duplicates.name.alike" : "crm.duplicates.name.differ", found.likeness);
        return MatchEvidence.Of(found.likeness, found.likeness >= 0.7 ? found.information * Scale.Of(For, found.likeness) : Scale.Of(Against, found.likeness));
    }

    private static (double Likeness, double Information) CompareLatin(NameFeatures left, NameFeatures right)
    {
        WordAlignment words = WordAlignment.Of(left.Words.AsSpan(), right.Words.AsSpan());
        double likeness = words.Likeness, information = Math.Min(words.Information, words.TellingPairs switch { 0 => 2.5, 1 => 5, 2 => 7.5, _ => 9 });
        int shorter = Math.Min(left.Compact.Length, right.Compact.Length);
        if (shorter >= 6 && EditDistance.Ratio(left.Compact, right.Compact) is >= 0.9 and var together && together > likeness)
        {
            (likeness, information) = (together * 0.98, Math.Max(information, Math.Min(7.5, 1.2 + (0.55 * shorter)))); // belair, bel-air
        }

        return (likeness, information);
    }

    private static void AddChineseKeys(ChineseName? name, BlockingKeys keys)
    {
        if (name is null)
        {
            return;
        }

        string trade = name.Trade;
        keys.Add($"h:{trade}");
        for (int left = 0; trade.Length is 3 or 4 && left < trade.Length; left++)
        {
            keys.Add($"h:{trade.Remove(left, 1)}"); // one wrong character
        }

        if (trade.Length > 4)
        {
            keys.Add($"h:{trade[..3]}");
            keys.Add($"h:{trade[^3..]}");
        }
    }

    private static string Start(string text, int length) => text.Length <= length ? text : text[..length];

    private double WeightOf(string word, HashSet<string> places) =>
        LatinWords.Empty.Contains(word) ? EmptyWeight : places.Contains(word) ? PlaceWeight : _generic.Contains(word) ? GenericWeight : 1;
}
