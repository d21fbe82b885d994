using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Counts what a walk earns and writes nothing. Used by one thread.</summary>
/// <remarks>Memory grows with rules, months, days on which points lapse, and the sales of the current member of which something comes back.</remarks>
internal sealed class SimulationBook(EarningPlan plan) : IEarningBook
{
    private readonly Dictionary<PointsEarningId, PointsEarning> _withReturns = [];
    private readonly Dictionary<string, (long Documents, long Earned, long TakenBack)> _rules = new(StringComparer.Ordinal);
    private readonly SortedDictionary<LocalDate, (long Earned, long TakenBack)> _months = [];
    private readonly SortedDictionary<long, (long Members, long Points)> _bands = [];
    private MemberFile? _member;
    private long _points;

    /// <summary>How many points stand, by their last day; <see cref="LocalDate.MaxIsoValue"/> for those that never lapse.</summary>
    public SortedDictionary<LocalDate, long> StandingByLastDay { get; } = [];

    public TierTally? Tiers { get; } = plan.Ladder is { } ladder ? new TierTally(ladder) : null;

    public IEnumerable<(EarningRule Rule, long Documents, long Earned, long TakenBack)> Rules =>
        plan.Programme.Earning.Select(rule => (rule, _rules.GetValueOrDefault(rule.Code))).Select(static pair => (pair.rule, pair.Item2.Documents, pair.Item2.Earned, pair.Item2.TakenBack));

    public IEnumerable<SimulatedMonth> Months => _months.Select(static month => new SimulatedMonth(month.Key, month.Value.Earned, month.Value.TakenBack));

    public IEnumerable<SimulatedBand> Bands => _bands.Select(static band => new SimulatedBand(band.Key, TopOf(band.Key), band.Value.Members, band.Value.Points));

    /// <summary>Ends a member's walk.</summary>
    public void End(MemberFile file)
    {
        long from = BandOf(_points);
        (long members, long points) = _bands.GetValueOrDefault(from);
        _bands[from] = (members + 1, points + _points);
        Tiers?.Add(file.Tiers?.Standing.Tier ?? plan.Ladder!.Tiers[0].Code);
        _withReturns.Clear();
        (_member, _points) = (null, 0);
    }

    public Task<IReadOnlyList<PointsEarning?>> FindAsync(IReadOnlyList<PointsEarningId> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PointsEarning?>>([.. ids.Select(id => _withReturns.GetValueOrDefault(id))]);

    public IAsyncEnumerable<PointsEarning> OfAsync(MemberFile file, CancellationToken cancellationToken) => AsyncEnumerable.Empty<PointsEarning>();

    public Task<(PointsEarning Kept, CrmException? Refusal)> PutAsync(PointsEarning? before, PointsEarning after, Instant changedAt, bool isMoved, CancellationToken cancellationToken)
    {
        PointsEarning kept = after;
        foreach (EarningStep step in EarningSettlement.Steps(after, changedAt, isMoved))
        {
            kept = step.After with { Digest = after.Digest };
        }

        foreach (string rule in after.Parts.Select(static part => part.Rule).Distinct(StringComparer.Ordinal))
        {
            Count(rule, before is null ? 0 : before.Kept(rule), after.Kept(rule), before is null ? after.OccurredAt : changedAt, before is null ? 1 : 0);
        }

        foreach (PointsWallet wallet in plan.Programme.Wallets)
        {
            LocalDate last = wallet.Expiry?.LastDay(after.OccurredAt.InZone(plan.Zone).Date) ?? LocalDate.MaxIsoValue;
            long more = EarningSettlement.Standing(kept, wallet.Code) - (before is null ? 0 : EarningSettlement.Standing(before, wallet.Code));
            if (more != 0)
            {
                StandingByLastDay[last] = StandingByLastDay.GetValueOrDefault(last) + more;
                _points += more;
            }
        }

        if (after.Source == EarningSource.Order && _member!.ReturnsOf(after.Document.Value).Any())
        {
            _withReturns[after.Id] = kept;
        }

        return Task.FromResult<(PointsEarning, CrmException?)>((kept, null));
    }

    public Task AddPointsAsync(MemberFile file, EarningPlan by, TierWalk tiers, CancellationToken cancellationToken) => Task.CompletedTask; // there were none before

    public Task DecideAsync(MemberFile file, TierDecision decision, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EnrolAsync(MemberFile file, CancellationToken cancellationToken)
    {
        _member = file;
        return Task.CompletedTask;
    }

    private void Count(string rule, long before, long now, Instant at, long documents)
    {
        long earned = Math.Max(0, now - before), back = Math.Max(0, before - now);
        (long Documents, long Earned, long TakenBack) sum = _rules.GetValueOrDefault(rule);
        _rules[rule] = (sum.Documents + (earned > 0 ? documents : 0), sum.Earned + earned, sum.TakenBack + back);
        LocalDate day = at.InZone(plan.Zone).Date, month = new(day.Year, day.Month, 1);
        if (earned + back > 0)
        {
            (long Earned, long TakenBack) total = _months.GetValueOrDefault(month);
            _months[month] = (total.Earned + earned, total.TakenBack + back);
        }
    }

    /// <summary>Bands of 0, 1 to 9, 10 to 99 and so on.</summary>
    private static long BandOf(long points)
    {
        long from = points > 0 ? 1 : 0;
        while (from > 0 && points / 10 >= from)
        {
            from *= 10;
        }

        return from;
    }

    private static long TopOf(long from) => from == 0 ? 0 : (from * 10) - 1;
}
