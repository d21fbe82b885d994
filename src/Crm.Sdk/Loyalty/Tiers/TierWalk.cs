using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Leads a member through time: facts come as they become known, the ladder judges at each, at each review, anniversary and end of an invitation (LO-2). Used by one thread.</summary>
/// <remarks>
/// Facts may be added in any order; what lies before the last decision counts from that one on. Nothing is decided between those moments, so a walk in steps decides what a walk at once does. Memory grows with the facts to come and the days of the
/// window.
/// </remarks>
internal sealed class TierWalk
{
    private readonly TierLadder _ladder;
    private readonly DateTimeZone _zone;
    private readonly LocalDate _joined;
    private readonly PriorityQueue<TierFact, Instant> _coming = new();
    private readonly SortedDictionary<LocalDate, long> _counted = [];
    private readonly List<(Instant At, string Tier)> _history = [];
    private long _sum;
    private Instant _at;
    private bool _isJudged;

    /// <param name="ladder">The ladder.</param>
    /// <param name="zone">The programme's zone.</param>
    /// <param name="joinedAt">When the member joined.</param>
    /// <param name="decisions">The decisions on the member so far, in order.</param>
    public TierWalk(TierLadder ladder, DateTimeZone zone, Instant joinedAt, IReadOnlyList<TierDecision> decisions)
    {
        (_ladder, _zone) = (ladder, zone);
        _joined = joinedAt.InZone(zone).Date;
        _history.AddRange(decisions.Select(static decision => (decision.At, decision.Tier)));
        Standing = decisions is [.., var last] ? TierRules.Effective(ladder, TierStanding.After(last)) : TierStanding.Start(ladder, _joined);
        _at = Standing.DecidedAt ?? joinedAt;
    }

    public TierStanding Standing { get; private set; }

    /// <summary>The measure as of the last judgement, and the first day over which it counts.</summary>
    public (long Measured, LocalDate? From) Measure { get; private set; }

    /// <summary>Adds a fact, which may lie before the moment that the walk is at.</summary>
    public void Add(TierFact fact) => _coming.Enqueue(fact, fact.At);

    /// <summary>The tier just before an instant up to which the walk has gone.</summary>
    public string TierBefore(Instant at)
    {
        int last = _history.FindLastIndex(decision => decision.At < at);
        return last >= 0 ? _history[last].Tier : _ladder.Tiers[0].Code;
    }

    /// <summary>Goes on up to an instant.</summary>
    /// <param name="to">The instant.</param>
    /// <param name="isIncluded">Whether what happens at it counts.</param>
    /// <param name="decide">Called for each decision: the move, the standing before and after, when.</param>
    public void AdvanceTo(Instant to, bool isIncluded, Action<TierStep> decide)
    {
        if (!_isJudged && IsWithin(_at))
        {
            _isJudged = true;
            Judge(decide); // what became known since the last decision, of before it
        }

        while (Next() is { } next && IsWithin(next))
        {
            _at = Instant.Max(_at, next);
            EndInvitation(decide);
            Judge(decide);
        }

        bool IsWithin(Instant at) => at < to || (isIncluded && at == to);
    }

    private Instant? Next()
    {
        Instant? next = _coming.TryPeek(out TierFact fact, out _) ? fact.At : null;
        LocalDate? day = Earlier(TierRules.ReviewOn(_ladder, Standing), Standing.InvitedUntil?.PlusDays(1));
        if (_ladder.Measure == TierMeasure.Years)
        {
            day = Earlier(day, _joined.PlusYears(Period.Between(_joined, Day, PeriodUnits.Years).Years + 1));
        }

        Instant? start = day is { } begins ? _zone.StartOf(begins) : null;
        return next is null || start < next ? start : next;

        static LocalDate? Earlier(LocalDate? left, LocalDate? right) => left is null || right < left ? right : left;
    }

    private LocalDate Day => _at.InZone(_zone).Date;

    private void Judge(Action<TierStep> decide)
    {
        while (_coming.TryPeek(out TierFact fact, out _) && fact.At <= _at)
        {
            _ = _coming.Dequeue();
            _counted[fact.Day] = _counted.GetValueOrDefault(fact.Day) + fact.Amount;
            _sum += fact.Amount;
        }

        while (true)
        {
            LocalDate day = Day;
            LocalDate? from = TierRules.MeasuredFrom(_ladder, Standing, _joined, day);
            Measure = (_ladder.Measure == TierMeasure.Years ? Period.Between(_joined, day, PeriodUnits.Years).Years : CountedFrom(from), from);
            if (TierRules.Judge(_ladder, Standing, _joined, day, Measure.Measured) is not { } judged)
            {
                return;
            }

            Decide(judged.Move, judged.After, isMeasured: true, decide);
        }
    }

    private void EndInvitation(Action<TierStep> decide)
    {
        if (Standing.InvitedUntil < Day)
        {
            Decide(TierMove.InvitationEnded, TierRules.Effective(_ladder, Standing with { Invited = null, InvitedUntil = null }), isMeasured: false, decide);
        }
    }

    private void Decide(TierMove move, TierStanding after, bool isMeasured, Action<TierStep> decide)
    {
        TierStanding before = Standing;
        Standing = after with { DecidedAt = _at, Decisions = before.Decisions + 1 };
        _history.Add((_at, Standing.Tier));
        decide(new TierStep(move, before, Standing, _joined, isMeasured ? Measure.Measured : null, isMeasured ? Measure.From : null));
    }

    /// <summary>The sum from a day on. Days before it are forgotten: windows only move on.</summary>
    private long CountedFrom(LocalDate? from)
    {
        while (from is { } first && _counted.Count > 0 && _counted.First() is { Key: var day } && day < first)
        {
            _sum -= _counted[day];
            _ = _counted.Remove(day);
        }

        return _sum;
    }
}
