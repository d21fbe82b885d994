using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Reads addresses: Latin ones with the number before or behind the street, Chinese ones from the large to the small.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed partial class AddressReader(CityNames cities)
{
    public AddressFeatures? Read(PostalAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        string street = address.Street ?? string.Empty, han = Folding.Han(street);
        (string number, ImmutableArray<WeightedWord> words) = han.Length >= 2 ? (string.Empty, []) : ReadLatin(street);
        string chinese = string.Empty;
        if (han.Length >= 2)
        {
            (number, chinese) = ReadChinese(street);
        }

        string postal = new([.. Folding.Plain(address.PostalCode ?? string.Empty).Where(char.IsLetterOrDigit)]);
        string city = cities.Standard(address.City);
        return number.Length == 0 && words.IsEmpty && chinese.Length == 0 && postal.Length == 0 && city.Length == 0 ? null : new AddressFeatures(number, words, chinese, city, postal);
    }

    private static (string Number, ImmutableArray<WeightedWord> Words) ReadLatin(string street)
    {
        string bare = street.Contains('(', StringComparison.Ordinal) && street.IndexOf('(', StringComparison.Ordinal) > 3 ? street[..street.IndexOf('(', StringComparison.Ordinal)] : street;
        List<string> read = Folding.Words(bare);
        var words = new List<WeightedWord>();
        string number = string.Empty;
        for (int i = 0; i < read.Count && words.Count < WordAlignment.MaxWords; i++)
        {
            string word = AddressWords.Standard(read[i]);
            if (words.Count > 0 && AddressWords.Notes.Contains(word))
            {
                break;
            }

            if (AddressWords.Units.Contains(word) && words.Count > 0)
            {
                i++; // its number is no number of a house
            }
            else if (number.Length == 0 && char.IsAsciiDigit(read[i][0]) && word == read[i])
            {
                number = word.TrimStart('0');
            }
            else
            {
                words.Add(new WeightedWord(word, AddressWords.WeightOf(word)));
            }
        }

        if (words.Count > 0 && !words.Exists(static word => word.Weight >= WeightedWord.Telling))
        {
            words = [.. words.Select(static word => word with { Weight = 1 })]; // North Street
        }

        return (number, [.. words.OrderBy(static word => word.Text, StringComparer.Ordinal)]);
    }

    private static (string Number, string Street) ReadChinese(string text)
    {
        string plain = Folding.Plain(text);
        Match match = ChineseNumber().Match(plain);
        string before = match.Success ? plain[..match.Index] : plain;
        string street = Folding.Han(before);
        int cut = street.LastIndexOfAny(['省', '市', '区', '县', '镇']);
        return (match.Success ? match.Groups["number"].Value : string.Empty, cut < street.Length - 2 ? street[(cut + 1)..] : street); // the large units stand in other fields as often as not
    }

    [GeneratedRegex(@"(?<number>\d+)\s*(?:号|弄|$|\D)", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseNumber();
}
