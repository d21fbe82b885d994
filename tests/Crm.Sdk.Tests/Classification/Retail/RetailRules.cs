using Crm.Sdk.Classification;
using Crm.Sdk.Rules.Retail;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Tests.Classification;

internal static class RetailRules
{
    public static IReadOnlyList<IClassificationRule> With(Action<RetailRulesOptions>? configure = null)
    {
        var settings = new RetailRulesOptions();
        configure?.Invoke(settings);
        IOptions<RetailRulesOptions> options = Options.Create(settings);
        return [new RfmRule(options), new ValueTierRule(options), new AbcRule(options), new ActivityRule(options), new PurchasePatternRule(options), new DistanceRule(options),
            new AccountTierRule(options), new BuyingPowerRule(options), new PriceLevelRule(options), new RelationshipRule(), new RegionRule(), new IndustryRule()];
    }

    public static IReadOnlyList<RuleRegistration> Registered(Action<RetailRulesOptions>? configure = null) =>
        [.. With(configure).Select(static rule => new RuleRegistration(rule))];

    /// <summary>Settings by which the few events of random populations fall on both sides of every limit.</summary>
    public static void Small(RetailRulesOptions options)
    {
        options.Activity.ActiveDays = 10;
        options.Activity.LostDays = 40;
        options.PurchasePattern.ContinuousDays = 2;
        options.PurchasePattern.BulkPercent = 60;
        options.PurchasePattern.TrailingMonths = 1;
        options.Distance.LoyalPurchaseDays = 3;
        options.Distance.LoyalAfterDays = 20;
        options.Distance.LoyalWithinDays = 30;
        options.ValueTier.TrailingMonths = 1;
        options.Abc.TrailingMonths = 0;
    }

    /// <summary>And RFM and value tier by given edges, not by the population.</summary>
    public static void SmallWithEdges(RetailRulesOptions options)
    {
        Small(options);
        foreach (int edge in (int[])[5, 20, 50, 200])
        {
            options.Rfm.RecencyEdges.Add(edge);
            options.Rfm.FrequencyEdges.Add(edge / 5);
            options.Rfm.MonetaryEdges.Add(edge * 10);
        }

        options.ValueTier.HighFrom = 500;
        options.ValueTier.MiddleFrom = 10.50m;
    }
}
