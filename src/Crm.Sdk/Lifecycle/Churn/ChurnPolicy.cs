using Crm.Sdk.Value;

namespace Crm.Sdk.Lifecycle;

/// <summary>How the warning of churn is made of what is known (LC-2). All of it is data; <c>docs/lifecycle.md</c> has the formulas.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ChurnPolicy
{
    /// <summary>How much each signal counts; the weights add up to 1. Rhythm 0.4, P(alive) 0.2, spend 0.15, complaints 0.1, satisfaction 0.15 by default.</summary>
    public ValueList<ChurnWeight> Weights { get; init; } =
    [
        new(ChurnSignals.Rhythm, 0.4), new(ChurnSignals.Alive, 0.2), new(ChurnSignals.Spend, 0.15), new(ChurnSignals.Complaints, 0.1), new(ChurnSignals.Satisfaction, 0.15),
    ];

    /// <summary>The usual interval in days where neither the customer nor its group nor the base tells one, 1 to 3,650; 90 by default. Whose first purchase is not longer ago is never warned of.</summary>
    public int DefaultIntervalDays { get; init; } = 90;

    /// <summary>From how many intervals on the customer's own rhythm counts, 1 to 1,000; 2 by default, which needs three days with a purchase.</summary>
    public int LeastIntervals { get; init; } = 2;

    /// <summary>From how many intervals on the rhythm of a group or of the base counts, 1 or more; 30 by default.</summary>
    public int LeastOfGroup { get; init; } = 30;

    /// <summary>
    /// The least spread that is reckoned with, as a share of the usual interval, above 0 and at most 1; 1 by default: where purchases come at random, as NBD models have it, intervals spread by their own
    /// length, and a few even ones do not show that somebody is a clock.
    /// </summary>
    public double LeastSpread { get; init; } = 1;

    /// <summary>How many spreads beyond the usual interval are half of the way to certainty, above 0 and at most 100; 1 by default.</summary>
    public double HalfSpreads { get; init; } = 1;

    /// <summary>The days over which spend is compared with as many days before, 1 to 3,650; 180 by default.</summary>
    public int SpendDays { get; init; } = 180;

    /// <summary>For how many days complaints count, 1 to 3,650; 180 by default.</summary>
    public int ComplaintDays { get; init; } = 180;

    /// <summary>How many days with a complaint are the full risk, 1 to 100; 3 by default.</summary>
    public int FullComplaints { get; init; } = 3;

    /// <summary>For how many days answers on satisfaction count, 1 to 3,650; 365 by default.</summary>
    public int SatisfactionDays { get; init; } = 365;

    /// <summary>The models that P(alive) is taken from, the first one of which there is a fit up to the instant.</summary>
    public ValueList<string> Models { get; init; } = [ValueModelNames.ParetoNbd, ValueModelNames.BgNbd];

    /// <summary>The dimension whose labels are the groups for rhythms and thresholds; null for none. <c>value-tier</c> by default.</summary>
    public string? GroupDimension { get; init; } = "value-tier";

    /// <summary>From which score on a customer is warned of, 0 to 1; 0.6 by default.</summary>
    public double Threshold { get; init; } = 0.6;

    /// <summary>Other thresholds of some groups. High value 0.5 by default, since more is lost there.</summary>
    public ValueList<ChurnThreshold> Thresholds { get; init; } = [new("high", 0.5)];

    /// <summary>The threshold of a group.</summary>
    /// <param name="group">The label; null for none.</param>
    public double ThresholdOf(string? group) => Thresholds.FirstOrDefault(threshold => threshold.Label == group)?.Score ?? Threshold;

    /// <summary>Checks the policy.</summary>
    /// <exception cref="CrmException">CRM1030: a number is out of its range, a signal stands twice, or the weights do not add up to 1.</exception>
    public void Check()
    {
        Require.InRange(DefaultIntervalDays, 1, 3_650, "churn.default-interval-days");
        Require.InRange(LeastIntervals, 1, 1_000, "churn.least-intervals");
        Require.InRange(LeastOfGroup, 1, int.MaxValue, "churn.least-of-group");
        Require.InRange(SpendDays, 1, 3_650, "churn.spend-days");
        Require.InRange(ComplaintDays, 1, 3_650, "churn.complaint-days");
        Require.InRange(FullComplaints, 1, 100, "churn.full-complaints");
        Require.InRange(SatisfactionDays, 1, 3_650, "churn.satisfaction-days");
        Require.That(LeastSpread is > 0 and <= 1, "churn.least-spread", $"{LeastSpread} is not above 0 and at most 1");
        Require.That(HalfSpreads is > 0 and <= 100, "churn.half-spreads", $"{HalfSpreads} is not above 0 and at most 100");
        Require.That(Thresholds.Append(new ChurnThreshold(string.Empty, Threshold)).All(static one => one.Score is >= 0 and <= 1), "churn.threshold", "thresholds are from 0 to 1");
        Require.That(Models.All(ValueModelNames.OfPurchases.Contains), "churn.models", $"P(alive) comes from {string.Join(", ", ValueModelNames.OfPurchases)}");
        Require.That(Weights.All(static one => ChurnSignals.List.Find(one.Signal) is not null && one.Weight is > 0 and <= 1), "churn.weights", "each is of a signal, above 0 and at most 1");
        Require.That(Weights.Select(static one => one.Signal).Distinct(StringComparer.Ordinal).Count() == Weights.Count, "churn.weights", "a signal stands twice");
        Require.That(Math.Abs(Weights.Sum(static one => one.Weight) - 1) <= 1e-9, "churn.weights", $"they add up to {Weights.Sum(static one => one.Weight)}, not to 1");
    }
}
