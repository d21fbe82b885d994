using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The account tier VIP, major, general or small (VIP、大客户、一般客户、小客户; G35): by the rank of a customer's spend among all customers with orders in the trailing months, or by given amounts.
/// Dimension <c>account-tier</c>; the score is the spend in units of the reporting currency.
/// </summary>
/// <remarks>Thread-safe. Customers who ordered before but not in the trailing months are small; customers who never ordered get no label.</remarks>
public sealed class AccountTierRule : IClassificationRule
{
    private const string Dimension = "account-tier";

    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly Fact<Category> Before = Facts.PreviousLabel(Dimension);
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrders), SpendUnknown = Verdict.None(RetailCodes.SpendUnknown);
    private static readonly string[] Tiers = ["vip", "major", "general", "small"];

    private readonly AccountTierOptions _options;
    private readonly Fact<Money> _spend;
    private readonly Fact<int> _rank;
    private readonly StickyTiers _tiers;
    private readonly bool _byAmounts;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public AccountTierRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.AccountTier;
        Trailing window = Windows.Of(_options.TrailingMonths);
        _spend = Facts.NetSpend(window);
        _rank = Facts.Monetary(window).Quantile(100);
        _byAmounts = _options.VipFrom is not null;
        _tiers = _options is { VipFrom: { } vip, MajorFrom: { } major, GeneralFrom: { } general }
            ? StickyTiers.ByAmounts(Tiers, [vip, major, general], _options.Band)
            : StickyTiers.ByRank(Tiers, [_options.VipPercent, _options.MajorPercent, _options.GeneralPercent], _options.Band);
        Fact[] reads = [Orders, _spend, .. _byAmounts ? (Fact[])[] : [_rank], .. _options.Band > 0 ? (Fact[])[Before] : []];
        Descriptor = RuleDescriptor.For("crm.retail.account-tier", version: 1).Dimension(Dimension).Labels(Tiers).Reads(reads);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Orders] == 0)
        {
            return NoOrders;
        }

        if (facts[_spend] is not { } spend)
        {
            return SpendUnknown;
        }

        // No rank: nothing bought in the trailing months.
        int rank = _byAmounts ? 0 : facts[_rank] ?? 0;
        Verdict tier = _tiers.Of(_byAmounts ? spend.Amount : rank, _options.Band > 0 ? facts[Before] : null, out bool kept);
        if (why is not null)
        {
            why.BecauseOfSpend(spend, _options.TrailingMonths);
            if (_byAmounts)
            {
                why.Because(
                    "crm.retail.account-tier.amounts",
                    Money.Round(_options.VipFrom!.Value, spend.Currency), Money.Round(_options.MajorFrom!.Value, spend.Currency), Money.Round(_options.GeneralFrom!.Value, spend.Currency));
            }
            else
            {
                why.Because("crm.retail.account-tier.rank", rank, _options.VipPercent, _options.MajorPercent, _options.GeneralPercent);
            }

            why.BecauseKept(kept);
        }

        return tier.WithScore((double)spend.Amount);
    }
}
