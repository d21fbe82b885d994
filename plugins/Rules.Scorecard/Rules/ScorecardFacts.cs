using Crm.Sdk.Classification;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>The facts that a characteristic can be taken of, by name.</summary>
/// <remarks>Amounts are numbers of whole units of the tenant's reporting currency.</remarks>
internal static class ScorecardFacts
{
    private static readonly Dictionary<string, Func<Trailing, ScorecardFact>> InWindow = new(StringComparer.Ordinal)
    {
        ["orders"] = static window => Of(Facts.Orders(window)),
        ["returns"] = static window => Of(Facts.Returns(window)),
        ["purchaseDays"] = static window => Of(Facts.PurchaseDays(window)),
        ["frequency"] = static window => Of(Facts.Frequency(window)),
        ["netSpend"] = static window => Of(Facts.NetSpend(window)),
        ["averageOrder"] = static window => Of(Facts.AverageOrder(window)),
        ["maxOrder"] = static window => Of(Facts.MaxOrder(window)),
        ["monetary"] = static window => Of(Facts.Monetary(window)),
        ["daysSinceLastOrder"] = static window => Of(Facts.Recency(window)),
    };

    private static readonly Dictionary<string, ScorecardFact> OfAllTime = new[]
    {
        Of(Facts.DaysSinceFirstOrder), Of(Facts.UsualIntervalDays), Of(Facts.LastOrderAmount), Of(Facts.MarketingCost), Of(Facts.AveragePiecePrice),
        Of(Facts.CustomerKind), Of(Facts.Region), Of(Facts.Industry), Of(Facts.Source), Of(Facts.Owner), Of(Facts.Relationship),
    }.ToDictionary(static fact => fact.Fact.Key, StringComparer.Ordinal);

    /// <summary>The names of the built-in facts.</summary>
    public static string Known { get; } = string.Join(", ", InWindow.Keys.Concat(OfAllTime.Keys));

    /// <summary>The fact of a name, or null where there is none.</summary>
    public static ScorecardFact? Find(string name, int? months, string? type) =>
        InWindow.TryGetValue(name, out Func<Trailing, ScorecardFact>? make) ? make(months is >= 1 and <= 1200 ? Trailing.Months(months.Value) : Trailing.Ever)
        : months is not null ? null
        : OfAllTime.TryGetValue(name, out ScorecardFact? fact) ? fact
        : !name.Contains('.', StringComparison.Ordinal) ? null
        : type switch
        {
            "int" => Of(Fact.Custom<int>(name)),
            "long" => Of(Fact.Custom<long>(name)),
            "double" => Of(Fact.Custom<double>(name)),
            "money" => Of(Fact.Custom<Money>(name)),
            "category" => Of(Fact.Custom<Category>(name)),
            _ => null,
        };

    private static ScorecardFact Of(Fact<int> fact) => Number(fact, (in CustomerFacts facts) => facts[fact] is { } value ? CharacteristicValue.Of(value) : default);

    private static ScorecardFact Of(KnownFact<int> fact) => Number(fact, (in CustomerFacts facts) => CharacteristicValue.Of(facts[fact]));

    private static ScorecardFact Of(Fact<long> fact) => Number(fact, (in CustomerFacts facts) => facts[fact] is { } value ? CharacteristicValue.Of(value) : default);

    private static ScorecardFact Of(Fact<double> fact) => Number(fact, (in CustomerFacts facts) => facts[fact] is { } value ? CharacteristicValue.Of(value) : default);

    private static ScorecardFact Of(Fact<Money> fact) => Number(fact, (in CustomerFacts facts) => facts[fact] is { } value ? CharacteristicValue.Of((double)value.Amount) : default);

    private static ScorecardFact Of(Fact<Category> fact) =>
        new(fact, (in CustomerFacts facts) => facts[fact] is { } value ? CharacteristicValue.Of(value.Name) : default, TakesNumbers: false);

    private static ScorecardFact Number(Fact fact, FactReader read) => new(fact, read, TakesNumbers: true);
}
