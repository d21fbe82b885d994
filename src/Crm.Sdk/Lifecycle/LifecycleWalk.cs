using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Walks through what happened with a customer, fact by fact and day by day where time alone changes something, and says how its stages follow from it (LC-1).</summary>
/// <remarks>
/// A pure function of the definition, the zone and the set of facts: their order does not matter, nor when or how often it is asked. Time enters a stage at the beginning of a day, before what
/// happens on it. A stage that was left at an instant is not entered again at it. Thread-safe.
/// </remarks>
public sealed class LifecycleWalk
{
    private readonly LifecycleDefinition _definition;
    private readonly DateTimeZone _zone;
    private readonly ILookup<string, LifecycleTransition> _out;

    /// <summary>Makes a walk.</summary>
    /// <param name="definition">The stages and their transitions.</param>
    /// <param name="zone">The zone in which days are counted.</param>
    /// <exception cref="CrmException">CRM1001, CRM1030, CRM6650: the definition is not consistent.</exception>
    public LifecycleWalk(LifecycleDefinition definition, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(zone);
        definition.Check();
        (_definition, _zone) = (definition, zone);
        _out = definition.Transitions.SelectMany(static transition => transition.From.Select(from => (from, transition))).ToLookup(static pair => pair.from, static pair => pair.transition, StringComparer.Ordinal);
    }

    /// <summary>The history of a customer up to an instant.</summary>
    /// <param name="known">Since when the customer is known; null where only its facts tell. An earlier fact makes it earlier.</param>
    /// <param name="facts">What happened, in any order; later facts do not count.</param>
    /// <param name="upTo">The instant; what happened at it counts.</param>
    /// <returns>Null where the customer was not known yet.</returns>
    /// <exception cref="CrmException">CRM6650: the definition goes in circles, and gives more changes than a history holds.</exception>
    public LifecycleHistory? Of(Instant? known, IEnumerable<LifecycleFact> facts, Instant upTo)
    {
        ArgumentNullException.ThrowIfNull(facts);
        LifecycleFact[] ordered = [.. facts.Where(fact => fact.At <= upTo).Order(LifecycleFact.Order)];
        Instant? begin = ordered.Length > 0 && !(known < ordered[0].At) ? ordered[0].At : known;
        if (begin is not { } first || first > upTo)
        {
            return null;
        }

        var run = new Run(this, first);
        foreach (LifecycleFact fact in ordered)
        {
            run.AdvanceTo(fact.At);
            run.Take(fact);
        }

        run.AdvanceTo(upTo);
        return new LifecycleHistory(run.Steps.ToValueList(), run.Next());
    }

    private int DayOf(Instant at) => DayNumber.Of(at.InZone(_zone).Date);

    private sealed class Run
    {
        private readonly LifecycleWalk _walk;
        private readonly WalkState _state;
        private int _day;

        public Run(LifecycleWalk walk, Instant begin)
        {
            (_walk, _state, _day) = (walk, new WalkState(walk._definition), walk.DayOf(begin));
            Enter(walk._definition.Initial, begin, StageCause.Begin, null, null, []);
            Settle(begin, null);
        }

        public List<LifecycleStep> Steps { get; } = [];

        public void Take(LifecycleFact fact)
        {
            _day = _walk.DayOf(fact.At);
            _state.Take(fact, _day);
            Settle(fact.At, fact);
        }

        /// <summary>Makes the changes that time makes up to an instant.</summary>
        public void AdvanceTo(Instant limit)
        {
            while (Due() is var (transition, window, day) && Start(day) is var at && at <= limit)
            {
                _day = day;
                Enter(transition, at, StageCause.Time, window.Deciding);
                Settle(at, null);
            }
        }

        public LifecycleStep? Next() => Due() is var (transition, window, day) ? StepOf(transition, Start(day), day, StageCause.Time, window.Deciding) : null;

        private Instant Start(int day) => _walk._zone.StartOf(DayNumber.ToDate(day));

        /// <summary>The first change that time alone makes, after the present day.</summary>
        private (LifecycleTransition Transition, GuardWindow Window, int Day)? Due()
        {
            (LifecycleTransition Transition, GuardWindow Window, int Day)? first = null;
            foreach (LifecycleTransition transition in _walk._out[_state.Stage])
            {
                GuardWindow window = GuardWindow.Of(transition, _state);
                int day = Math.Max(window.From, _day + 1);
                if (day <= window.Until && day < (first?.Day ?? LastDay))
                {
                    first = (transition, window, day);
                }
            }

            return first;
        }

        /// <summary>Makes all changes that hold at an instant.</summary>
        private void Settle(Instant at, LifecycleFact? fact)
        {
            HashSet<string> left = [_state.Stage];
            while (_walk._out[_state.Stage].FirstOrDefault(transition => !left.Contains(transition.To) && GuardWindow.Of(transition, _state).Contains(_day)) is { } transition)
            {
                if (fact is null)
                {
                    Enter(transition, at, StageCause.Time, GuardWindow.Of(transition, _state).Deciding);
                }
                else
                {
                    Enter(transition.To, at, StageCause.Fact, fact.Type, fact.Record, Reasons(transition, _day));
                }

                left.Add(_state.Stage);
            }
        }

        private void Enter(LifecycleTransition transition, Instant at, StageCause cause, LifecycleCondition? deciding)
        {
            LifecycleStep step = StepOf(transition, at, _day, cause, deciding);
            Enter(step.Change.Stage, at, cause, step.Change.Fact, step.Change.Record, step.Reasons);
        }

        private LifecycleStep StepOf(LifecycleTransition transition, Instant at, int day, StageCause cause, LifecycleCondition? deciding)
        {
            string? fact = deciding is null or { Measure: LifecycleMeasure.StageAge } ? null : deciding.Fact;
            return new LifecycleStep(ChangeOf(transition.To, at, cause, fact, fact is null ? null : _state.Find(fact)?.LastRecord), Reasons(transition, day));
        }

        private StageChange ChangeOf(string stage, Instant at, StageCause cause, string? fact, Storage.RecordRef? record) => new(stage, _walk._definition.Find(stage)!.Phase, at, cause, fact, record);

        private ValueList<Reason> Reasons(LifecycleTransition transition, int day) => transition.Guard.Select(condition => GuardWindow.Why(condition, _state, day)).ToValueList();

        private void Enter(string stage, Instant at, StageCause cause, string? fact, Storage.RecordRef? record, ValueList<Reason> reasons)
        {
            if (Steps.Count == 1 && Steps[0].Change.At == at)
            {
                Steps.Clear(); // who becomes known by a purchase begins there, and was never potential
            }

            if (Steps.Count == CustomerLifecycle.MaxChanges)
            {
                throw new CrmException(
                    LifecycleErrorCodes.BadDefinition,
                    $"{_walk._definition.Id} v{_walk._definition.Version} gives more than {CustomerLifecycle.MaxChanges} changes of stage of one customer, the last between '{Steps[^1].Change.Stage}' and '{stage}': it goes in circles.");
            }

            Steps.Add(new LifecycleStep(ChangeOf(stage, at, cause, fact, record), reasons));
            _state.Enter(stage, _day);
        }
    }

    /// <summary>The last day of which the walk speaks: 9998-12-31, one year before the calendar ends.</summary>
    private static readonly int LastDay = DayNumber.Of(new LocalDate(9998, 12, 31));
}
