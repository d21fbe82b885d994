using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>The days on which a guard holds if nothing more happens, and the condition that decides from when on.</summary>
/// <remarks>All measures of time grow by one each day, so each condition holds from a day on, or up to one: no day in between has to be tried.</remarks>
internal readonly record struct GuardWindow(int From, int Until, LifecycleCondition? Deciding)
{
    private static readonly GuardWindow Never = new(int.MaxValue, int.MinValue, null);

    private static readonly GuardWindow Always = new(int.MinValue, int.MaxValue, null);

    public bool Contains(int day) => day >= From && day <= Until;

    public static GuardWindow Of(LifecycleTransition transition, WalkState state)
    {
        GuardWindow window = Always;
        foreach (LifecycleCondition condition in transition.Guard)
        {
            GuardWindow other = Of(condition, state);
            window = new GuardWindow(Math.Max(window.From, other.From), Math.Min(window.Until, other.Until), other.From > window.From ? other.Deciding : window.Deciding);
        }

        return window;
    }

    /// <summary>Why a condition holds on a day.</summary>
    public static Reason Why(LifecycleCondition condition, WalkState state, int day)
    {
        FactTrack? track = state.Find(condition.Fact);
        string code = $"lifecycle.{Name(condition.Measure)}.{(condition.IsAtLeast ? "at-least" : "at-most")}", fact = $"{LifecycleFactTypes.List.Name}.{condition.Fact}";
        return condition.Measure switch
        {
            LifecycleMeasure.Days => new Reason(code, [fact, track?.Days ?? 0, condition.Edge]),
            LifecycleMeasure.DaysInStage => new Reason(code, [fact, track?.DaysInStage ?? 0, condition.Edge]),
            LifecycleMeasure.SinceLast => new Reason(code, [fact, day - track!.Last, condition.Edge]),
            LifecycleMeasure.SinceFirst => new Reason(code, [fact, day - track!.First, condition.Edge]),
            LifecycleMeasure.IntervalsSinceLast => new Reason(code, [fact, (day - track!.Last) / track.UsualInterval(state.Definition), condition.Edge, track.UsualInterval(state.Definition)]),
            _ => new Reason(code, [day - state.StageDay, condition.Edge]),
        };
    }

    private static GuardWindow Of(LifecycleCondition condition, WalkState state)
    {
        FactTrack? track = state.Find(condition.Fact);
        return condition.Measure switch
        {
            LifecycleMeasure.Days => Of(condition, track?.Days ?? 0),
            LifecycleMeasure.DaysInStage => Of(condition, track?.DaysInStage ?? 0),
            LifecycleMeasure.StageAge => Of(condition, state.StageDay, 1),
            _ when track is null => Never,
            LifecycleMeasure.SinceLast => Of(condition, track.Last, 1),
            LifecycleMeasure.SinceFirst => Of(condition, track.First, 1),
            _ => Of(condition, track.Last, track.UsualInterval(state.Definition)),
        };
    }

    private static GuardWindow Of(LifecycleCondition condition, int count) => (condition.IsAtLeast ? count >= condition.Edge : count <= condition.Edge) ? Always : Never;

    private static GuardWindow Of(LifecycleCondition condition, int since, double unit) => condition.IsAtLeast
        ? new GuardWindow(Day(since + Math.Ceiling(condition.Edge * unit)), int.MaxValue, condition)
        : new GuardWindow(int.MinValue, Day(since + Math.Floor(condition.Edge * unit)), condition);

    private static int Day(double day) => (int)Math.Min(day, int.MaxValue);

    private static string Name(LifecycleMeasure measure) => measure switch
    {
        LifecycleMeasure.Days => "days",
        LifecycleMeasure.DaysInStage => "days-in-stage",
        LifecycleMeasure.SinceLast => "since-last",
        LifecycleMeasure.SinceFirst => "since-first",
        LifecycleMeasure.IntervalsSinceLast => "intervals",
        _ => "stage-age",
    };
}
