using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>Judges churn by a policy (LC-2).</summary>
/// <remarks>A pure function of its input. Thread-safe.</remarks>
public sealed class ChurnAssessor
{
    private readonly ChurnPolicy _policy;

    /// <summary>Makes an assessor.</summary>
    /// <param name="policy">The policy.</param>
    /// <exception cref="CrmException">CRM1030: the policy is not consistent.</exception>
    public ChurnAssessor(ChurnPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        policy.Check();
        _policy = policy;
    }

    /// <summary>Judges a customer.</summary>
    /// <param name="facts">What is known.</param>
    public ChurnWarning Assess(ChurnFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ChurnSignal[] signals =
        [
            .. _policy.Weights.Select(weight => Signal(weight.Signal, facts) is var (risk, reason) ? new ChurnSignal(weight.Signal, risk, weight.Weight, reason) : null).OfType<ChurnSignal>()
                .OrderByDescending(static signal => signal.Weight * signal.Risk).ThenBy(static signal => signal.Signal, StringComparer.Ordinal),
        ];
        double known = signals.Sum(static signal => signal.Weight), threshold = _policy.ThresholdOf(facts.Group);
        return facts.SinceFirst < _policy.DefaultIntervalDays || known == 0
            ? new ChurnWarning(facts, null, known, threshold, [.. signals], [known == 0 ? new Reason("churn.nothing-known", []) : new Reason("churn.too-young", [facts.SinceFirst, _policy.DefaultIntervalDays])])
            : new ChurnWarning(
                facts, signals.Sum(static signal => signal.Weight * signal.Risk) / known, known, threshold, [.. signals], [.. signals.Where(static signal => signal.Risk > 0).Select(static signal => signal.Reason)]);
    }

    private (double Risk, Reason Reason)? Signal(string signal, ChurnFacts facts) => signal switch
    {
        ChurnSignals.Rhythm => Rhythm(facts),
        ChurnSignals.Alive when facts.ProbabilityAlive is { } alive => (1 - alive, new Reason("churn.alive", [100 * alive])),
        ChurnSignals.Spend when facts is { Spend: { } now, SpendBefore: { MinorUnits: > 0 } before } && now.Currency == before.Currency => (
            (double)Math.Clamp((before.Amount - now.Amount) / before.Amount, 0, 1), new Reason("churn.spend", [now, before, _policy.SpendDays])),
        ChurnSignals.Complaints when facts.Complaints is { } days => (Math.Min(1, (double)days / _policy.FullComplaints), new Reason("churn.complaints", [days, _policy.ComplaintDays])),
        ChurnSignals.Satisfaction when facts is { Satisfaction: { } satisfaction, SatisfactionOn: { } on } => (1 - satisfaction, new Reason("churn.satisfaction", [100 * satisfaction, on])),
        _ => null,
    };

    /// <summary>Late ÷ (late + half), where late are the days beyond the usual interval, and half so many spreads of it.</summary>
    private (double, Reason) Rhythm(ChurnFacts facts)
    {
        PurchaseRhythm rhythm = facts.Rhythm;
        double late = Math.Max(0, facts.SinceLast - rhythm.Days), half = _policy.HalfSpreads * Math.Max(rhythm.Spread, _policy.LeastSpread * rhythm.Days);
        string code = rhythm.From switch
        {
            IntervalSource.Own => "churn.rhythm.own",
            IntervalSource.Group => "churn.rhythm.group",
            IntervalSource.Base => "churn.rhythm.base",
            _ => "churn.rhythm.default",
        };
        return (late / (late + half), new Reason(code, [facts.SinceLast, rhythm.Days]));
    }
}
