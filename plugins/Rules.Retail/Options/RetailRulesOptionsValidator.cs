using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>Checks the settings before the rules are used. Written by hand: data annotations would keep the plugin in memory.</summary>
internal sealed class RetailRulesOptionsValidator : IValidateOptions<RetailRulesOptions>
{
    public ValidateOptionsResult Validate(string? name, RetailRulesOptions options)
    {
        var wrong = new List<string>();
        Range("Rfm:TrailingMonths", options.Rfm.TrailingMonths, 0, 1200);
        Edges("Rfm:RecencyEdges", [.. options.Rfm.RecencyEdges.Select(static edge => (decimal)edge)]);
        Edges("Rfm:FrequencyEdges", [.. options.Rfm.FrequencyEdges.Select(static edge => (decimal)edge)]);
        Edges("Rfm:MonetaryEdges", [.. options.Rfm.MonetaryEdges]);
        if (new[] { options.Rfm.RecencyEdges.Count, options.Rfm.FrequencyEdges.Count, options.Rfm.MonetaryEdges.Count }.Distinct().Count() > 1)
        {
            wrong.Add("Rfm has edges for some of recency, frequency and spend; give all three lists or none.");
        }

        Range("ValueTier:TrailingMonths", options.ValueTier.TrailingMonths, 0, 1200);
        Range("ValueTier:HighPercent", options.ValueTier.HighPercent, 1, 98);
        Range("ValueTier:MiddlePercent", options.ValueTier.MiddlePercent, 1, 99 - options.ValueTier.HighPercent);
        if (options.ValueTier.HighFrom.HasValue != options.ValueTier.MiddleFrom.HasValue || options.ValueTier.MiddleFrom >= options.ValueTier.HighFrom)
        {
            wrong.Add("ValueTier:HighFrom and ValueTier:MiddleFrom are two amounts, the first one greater, or both left out.");
        }

        Range("ValueTier:Band", options.ValueTier.Band, 0, 50);
        Tier(options.AccountTier);
        Band("BuyingPower", options.BuyingPower.TrailingMonths, options.BuyingPower.UpperPercent, options.BuyingPower.MiddlePercent);
        Band("PriceLevel", options.PriceLevel.TrailingMonths, options.PriceLevel.UpperPercent, options.PriceLevel.MiddlePercent);
        Range("PriceLevel:Measure", (int)options.PriceLevel.Measure, 0, 1);
        Range("Activity:BandDays", options.Activity.BandDays, 0, Math.Max(0, options.Activity.LostDays - options.Activity.ActiveDays - 1));
        Range("Abc:By", (int)options.Abc.By, 0, 1);
        Range("Abc:RevenueWeight", options.Abc.RevenueWeight, 0, 1000);
        Range("Abc:MarketingCostWeight", options.Abc.MarketingCostWeight, 0, 1000);
        Range("Abc:YearsWeight", options.Abc.YearsWeight, 0, 1000);
        if (options.Abc is { RevenueWeight: 0, MarketingCostWeight: 0, YearsWeight: 0 })
        {
            wrong.Add("Abc:RevenueWeight, Abc:MarketingCostWeight and Abc:YearsWeight are all 0; give one of them a weight.");
        }

        Range("Abc:TrailingMonths", options.Abc.TrailingMonths, 0, 1200);
        Range("Abc:A", options.Abc.A, 1, 98);
        Range("Abc:B", options.Abc.B, options.Abc.A + 1, 99);
        Range("Activity:ActiveDays", options.Activity.ActiveDays, 1, 36_500);
        Range("Activity:LostDays", options.Activity.LostDays, options.Activity.ActiveDays + 1, 36_500);
        Range("PurchasePattern:BulkPercent", options.PurchasePattern.BulkPercent, 1, 99);
        Range("PurchasePattern:ContinuousDays", options.PurchasePattern.ContinuousDays, 2, 1000);
        Range("PurchasePattern:TrailingMonths", options.PurchasePattern.TrailingMonths, 1, 1200);
        Range("Distance:LoyalPurchaseDays", options.Distance.LoyalPurchaseDays, 2, 1000);
        Range("Distance:LoyalAfterDays", options.Distance.LoyalAfterDays, 0, 36_500);
        Range("Distance:LoyalWithinDays", options.Distance.LoyalWithinDays, 1, 36_500);
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Tier(AccountTierOptions tier)
        {
            Range("AccountTier:TrailingMonths", tier.TrailingMonths, 0, 1200);
            Range("AccountTier:VipPercent", tier.VipPercent, 1, 97);
            Range("AccountTier:MajorPercent", tier.MajorPercent, 1, 98 - tier.VipPercent);
            Range("AccountTier:GeneralPercent", tier.GeneralPercent, 1, 99 - tier.VipPercent - tier.MajorPercent);
            Range("AccountTier:Band", tier.Band, 0, 50);
            int amounts = new[] { tier.VipFrom, tier.MajorFrom, tier.GeneralFrom }.Count(static amount => amount.HasValue);
            if (amounts is 1 or 2 || tier.MajorFrom >= tier.VipFrom || tier.GeneralFrom >= tier.MajorFrom)
            {
                wrong.Add("AccountTier:VipFrom, AccountTier:MajorFrom and AccountTier:GeneralFrom are three amounts, each less than the one before, or all left out.");
            }
        }

        void Band(string setting, int months, int upper, int middle)
        {
            Range(setting + ":TrailingMonths", months, 0, 1200);
            Range(setting + ":UpperPercent", upper, 1, 98);
            Range(setting + ":MiddlePercent", middle, 1, 99 - upper);
        }

        void Range(string setting, int value, int least, int greatest)
        {
            if (value < least || value > greatest)
            {
                wrong.Add(FormattableString.Invariant($"{setting} is {value}; it goes from {least} to {greatest}."));
            }
        }

        void Edges(string setting, decimal[] edges)
        {
            if (edges.Length is not (0 or 4) || edges.Zip(edges.Skip(1), static (a, b) => a < b).Contains(false))
            {
                wrong.Add(FormattableString.Invariant($"{setting} has {edges.Length} edges; it takes four that ascend, or none for quintiles."));
            }
        }
    }
}
