namespace Crm.Sdk.Classification;

/// <summary>The built-in facts by the names that people write them with, in segments and on the command line.</summary>
/// <remarks>Thread-safe.</remarks>
public static class NamedFacts
{
    private static readonly Dictionary<string, Func<Trailing, Fact>> Windowed = new(StringComparer.Ordinal)
    {
        ["orders"] = Facts.Orders,
        ["returns"] = Facts.Returns,
        ["purchaseDays"] = Facts.PurchaseDays,
        ["netSpend"] = Facts.NetSpend,
        ["averageOrder"] = Facts.AverageOrder,
        ["maxOrder"] = Facts.MaxOrder,
        ["daysSinceLastOrder"] = Facts.Recency,
        ["frequency"] = Facts.Frequency,
        ["monetary"] = Facts.Monetary,
    };

    private static readonly Dictionary<string, Fact> OfAllTime = ((Fact[])
    [
        Facts.DaysSinceFirstOrder, Facts.UsualIntervalDays, Facts.FirstOrderDate, Facts.LastOrderDate, Facts.LastOrderAmount, Facts.CustomerKind, Facts.Region, Facts.Industry, Facts.Source, Facts.Owner, Facts.Relationship, Facts.MarketingCost, Facts.AveragePiecePrice,
        .. Loyalty.LoyaltyFacts.All,
        Loyalty.LoyaltyTierFacts.Tier,
        .. Lifecycle.LifecycleStageFacts.All,
        Lifecycle.WinBackFacts.Strategy,
    ]).ToDictionary(static fact => fact.Key, StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static IEnumerable<string> All => Windowed.Keys.Concat(OfAllTime.Keys);

    /// <summary>The names of facts that are numbers: counts, amounts, days.</summary>
    public static IEnumerable<string> Numbers => All.Where(static name => Find(name, Trailing.Ever) is { ValueType: not (FactValueType.Category or FactValueType.Date) });

    /// <summary>Whether a fact can be asked within a window.</summary>
    public static bool IsWindowed(string name) => Windowed.ContainsKey(name);

    /// <summary>The fact of a name; null where there is none.</summary>
    /// <param name="name">The name, such as <c>netSpend</c>.</param>
    /// <param name="within">The window, for those that can have one; others are of all time.</param>
    public static Fact? Find(string name, Trailing within)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Windowed.TryGetValue(name, out Func<Trailing, Fact>? windowed) ? windowed(within) : OfAllTime.GetValueOrDefault(name);
    }

    /// <summary>The built-in fact of a key, such as <c>netSpend:P12M</c>; null where there is none.</summary>
    internal static Fact? FindKey(string key)
    {
        int colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return All.Select(static name => Find(name, Trailing.Ever)).FirstOrDefault(fact => fact?.Key == key);
        }

        return WindowOf(key.AsSpan(colon + 1)) is { } window && Windowed.TryGetValue(key[..colon], out Func<Trailing, Fact>? windowed) ? windowed(window) : null;
    }

    /// <summary>A window as it writes itself, such as <c>P12M</c> or <c>P30D</c>; null where it is none.</summary>
    private static Trailing? WindowOf(ReadOnlySpan<char> text) =>
        text is ['P', .. var count, 'M' or 'D'] && int.TryParse(count, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? (text[^1], number) switch { ('M', >= 1 and <= 1_200) => Trailing.Months(number), ('D', >= 1 and <= 36_600) => Trailing.Days(number), _ => null }
            : null;
}
