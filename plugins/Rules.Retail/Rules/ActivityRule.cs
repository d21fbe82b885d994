using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// Activity active, potential or lost (活跃、潜在、流失): by the days since the last order. Who never ordered is potential: seen, but not active now. Dimension
/// <c>activity</c>.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ActivityRule : IClassificationRule
{
    private static readonly Verdict Active = "active", Potential = "potential", Lost = "lost";

    private readonly ActivityOptions _options;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public ActivityRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.Activity;
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.activity", version: 1)
        .Dimension("activity").Labels("active", "potential", "lost").Reads(Facts.DaysSinceLastOrder).KnowsItsRecheck();

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Facts.DaysSinceLastOrder] is not { } days)
        {
            why?.Because(RetailCodes.NoOrders);
            return Potential;
        }

        why?.Because(RetailCodes.LastOrder, days).Because("crm.retail.activity.limits", _options.ActiveDays, _options.LostDays);
        return days <= _options.ActiveDays ? Active.RecheckIn(_options.ActiveDays + 1 - days)
            : days <= _options.LostDays ? Potential.RecheckIn(_options.LostDays + 1 - days)
            : Lost;
    }
}
