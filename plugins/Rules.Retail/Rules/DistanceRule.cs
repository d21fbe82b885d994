using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The distance between customer and company: potential, target, first purchase, repeat, loyal (潜在、目标、首次购买、重复购买、忠诚). Who has not bought yet is a target where
/// somebody is responsible for winning the customer, and potential otherwise. Dimension <c>distance</c>.
/// </summary>
/// <remarks>Thread-safe. Several orders on one day are one purchase.</remarks>
public sealed class DistanceRule : IClassificationRule
{
    private static readonly KnownFact<int> Purchases = Facts.PurchaseDays(Trailing.Ever);
    private static readonly Fact<int> SinceFirst = Facts.DaysSinceFirstOrder, SinceLast = Facts.DaysSinceLastOrder;
    private static readonly Verdict Potential = "potential", Target = "target", FirstPurchase = "first-purchase", Repeat = "repeat", Loyal = "loyal";

    private readonly DistanceOptions _options;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public DistanceRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.Distance;
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.distance", version: 1)
        .Dimension("distance")
        .Labels("potential", "target", "first-purchase", "repeat", "loyal")
        .Reads(Purchases, SinceFirst, SinceLast, Facts.Owner)
        .KnowsItsRecheck();

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        int purchases = facts[Purchases];
        if (facts[SinceFirst] is not { } first || facts[SinceLast] is not { } last)
        {
            why?.Because(RetailCodes.NoOrders);
            if (facts[Facts.Owner] is not { } owner)
            {
                return Potential;
            }

            why?.Because("crm.retail.distance.owner", owner);
            return Target;
        }

        why?.Because("crm.retail.distance.purchases", purchases, first, last)
            .Because("crm.retail.distance.loyal", _options.LoyalPurchaseDays, _options.LoyalAfterDays, _options.LoyalWithinDays);
        if (purchases == 1)
        {
            return FirstPurchase;
        }

        if (purchases < _options.LoyalPurchaseDays || last > _options.LoyalWithinDays)
        {
            return Repeat;
        }

        return first >= _options.LoyalAfterDays ? Loyal.RecheckIn(_options.LoyalWithinDays + 1 - last) : Repeat.RecheckIn(_options.LoyalAfterDays - first);
    }
}
