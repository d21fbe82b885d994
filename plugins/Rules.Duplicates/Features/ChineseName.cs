using Crm.Sdk.Customers;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>A Chinese name in its parts.</summary>
/// <param name="Whole">The name of a person, or of a company without legal form, place in brackets and branch.</param>
/// <param name="IsCompany">Whether it is a company's.</param>
/// <param name="Place">The place, or empty.</param>
/// <param name="Trade">The trade name of a company, 字号; the whole name of a person.</param>
/// <param name="Line">The line of business, or empty.</param>
/// <param name="Branch">The branch, or empty.</param>
internal sealed record ChineseName(string Whole, bool IsCompany, string Place, string Trade, string Line, string Branch)
{
    private const int LongestPerson = 4;

    /// <summary>Reads a name of Chinese characters only.</summary>
    public static ChineseName? Read(string han, bool enterprise)
    {
        if (han.Length == 0)
        {
            return null;
        }

        string person = ChineseWords.WithoutTitle(han);
        if (!enterprise && person.Length <= LongestPerson && person.Length < han.Length)
        {
            return Person(person);
        }

        (string branch, string parent) = ChineseWords.TakeBranch(han);
        string bare = LegalForms.WithoutChineseForm(parent);
        (string place, string rest) = ChineseWords.TakePlace(bare);
        (string line, string trade) = ChineseWords.TakeLine(rest);
        bool company = enterprise || bare.Length < parent.Length || branch.Length > 0 || line.Length > 1 || bare.Length > LongestPerson;
        return company ? new ChineseName(bare, true, place, trade, line, branch) : Person(person);
    }

    /// <summary>How alike two names are, and what their equality says in bits.</summary>
    public static (double Likeness, double Information) Compare(ChineseName a, ChineseName b)
    {
        if (a.IsCompany != b.IsCompany)
        {
            return a.Trade == b.Trade ? (0.8, 4) : (0.1, 0);
        }

        return a.IsCompany ? CompareCompanies(a, b) : ComparePersons(a.Whole, b.Whole);
    }

    private static ChineseName Person(string name) => new(name, false, string.Empty, name, string.Empty, string.Empty);

    private static (double Likeness, double Information) CompareCompanies(ChineseName a, ChineseName b)
    {
        int shorter = Math.Min(a.Trade.Length, b.Trade.Length);
        bool registered = a.Place.Length > 0 && a.Place == b.Place && a.Line.Length > 0 && a.Line == b.Line; // place, trade name and line together are registered once
        double information = Math.Min(9, (2.1 * shorter) + (0.5 * Math.Min(a.Line.Length, b.Line.Length)) + (0.5 * Math.Min(a.Place.Length, b.Place.Length)) + (registered ? 2 : 0));
        double likeness = a.Trade == b.Trade || a.Whole == b.Whole ? 1 : TradeLikeness(a.Trade, b.Trade);
        likeness -= Differ(a.Place, b.Place) ? 0.4 : 0;
        likeness -= Differ(a.Line, b.Line) ? 0.35 : 0;
        likeness -= a.Branch != b.Branch ? 0.35 : 0;
        return (Math.Clamp(likeness, 0, 1), information);
    }

    private static double TradeLikeness(string a, string b)
    {
        (string shorter, string longer) = a.Length <= b.Length ? (a, b) : (b, a);
        int errors = EditDistance.Of(a, b);
        return errors == 1 && shorter.Length >= 4 ? 0.88
            : errors == 1 && longer.Length >= 3 ? 0.75
            : shorter.Length >= 2 && longer.StartsWith(shorter, StringComparison.Ordinal) ? 0.75
            : Math.Min(0.6, EditDistance.Ratio(a, b));
    }

    private static (double Likeness, double Information) ComparePersons(string a, string b)
    {
        int length = Math.Min(a.Length, b.Length);
        double information = length switch { <= 2 => 4.5, 3 => 6, _ => 7 };
        if (a == b)
        {
            return (1, information);
        }

        // A wrong character is common (homophones), but so are siblings who share one; the family name alone says little.
        int errors = EditDistance.Of(a, b);
        return (errors == 1 && a[0] == b[0] && length >= 3 ? 0.68 : errors == 1 && length >= 4 ? 0.68 : errors == 1 && length >= 3 ? 0.5 : 0.2, information);
    }

    private static bool Differ(string a, string b) => a.Length > 0 && b.Length > 0 && !a.Contains(b, StringComparison.Ordinal) && !b.Contains(a, StringComparison.Ordinal);
}
