using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The purchase pattern one-off bulk, continuous, occasional or never (一次性大宗、持续、偶尔、从未): whether a customer bought once and much, on many days of the trailing
/// months, now and then, or not at all. Dimension <c>purchase-pattern</c>.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PurchasePatternRule : IClassificationRule
{
    private static readonly KnownFact<int> DaysEver = Facts.PurchaseDays(Trailing.Ever);
    private static readonly Fact<Money> Greatest = Facts.MaxOrder(Trailing.Ever);
    private static readonly Fact<int> GreatestRank = Greatest.Quantile(100);
    private static readonly Verdict OneOffBulk = "one-off-bulk", Continuous = "continuous", Occasional = "occasional", Never = "never";

    private readonly PurchasePatternOptions _options;
    private readonly KnownFact<int> _days;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public PurchasePatternRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.PurchasePattern;
        _days = Facts.PurchaseDays(Windows.Of(_options.TrailingMonths));
        Descriptor = RuleDescriptor.For("crm.retail.purchase-pattern", version: 1)
            .Dimension("purchase-pattern").Labels("one-off-bulk", "continuous", "occasional", "never").Reads(DaysEver, _days, Greatest, GreatestRank);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        int ever = facts[DaysEver], days = facts[_days];
        if (ever == 0)
        {
            why?.Because(RetailCodes.NoOrders);
            return Never;
        }

        why?.Because("crm.retail.purchase-pattern.days", ever, days, _options.TrailingMonths, _options.ContinuousDays);
        if (ever == 1 && facts[GreatestRank] is { } rank && facts[Greatest] is { } greatest && rank > 100 - _options.BulkPercent)
        {
            why?.Because("crm.retail.purchase-pattern.bulk", greatest, _options.BulkPercent);
            return OneOffBulk;
        }

        return days >= _options.ContinuousDays ? Continuous : Occasional;
    }
}
