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

    private static readonly Fact<Category> Before = Facts.PreviousLabel("activity");
    private static readonly Category WasActive = Category.Of("active"), WasPotential = Category.Of("potential");

    private readonly ActivityOptions _options;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public ActivityRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.Activity;
        Fact[] reads = _options.BandDays > 0 ? [Facts.DaysSinceLastOrder, Before] : [Facts.DaysSinceLastOrder];
        Descriptor = RuleDescriptor.For("crm.retail.activity", version: 1).Dimension("activity").Labels("active", "potential", "lost").Reads(reads).KnowsItsRecheck();
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Facts.DaysSinceLastOrder] is not { } days)
        {
            why?.Because(RetailCodes.NoOrders);
            return Potential;
        }

        why?.Because(RetailCodes.LastOrder, days).Because("crm.retail.activity.limits", _options.ActiveDays, _options.LostDays);
        Category? before = _options.BandDays > 0 ? facts[Before] : null;
        int activeDays = _options.ActiveDays, lostDays = _options.LostDays;
        if (days > activeDays && days <= activeDays + _options.BandDays && before == WasActive)
        {
            why?.BecauseKept(true);
            return Active.RecheckIn(activeDays + _options.BandDays + 1 - days);
        }

        if (days > lostDays && days <= lostDays + _options.BandDays && before == WasPotential)
        {
            why?.BecauseKept(true);
            return Potential.RecheckIn(lostDays + _options.BandDays + 1 - days);
        }

        return days <= activeDays ? Active.RecheckIn(activeDays + 1 - days) : days <= lostDays ? Potential.RecheckIn(lostDays + 1 - days) : Lost;
    }
}
