namespace Crm.Sdk.Lifecycle;

/// <summary>The built-in lifecycle.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleDefinitions
{
    /// <summary>
    /// <c>crm.standard</c>: potential, target, first purchase, repeat, loyal; at risk after twice the usual interval, lost after four times it; won back by a purchase after that. Its numbers are our own
    /// choice, stated in <c>docs/lifecycle.md</c>: no published standard is known.
    /// </summary>
    public static LifecycleDefinition Standard { get; } = new()
    {
        Id = "crm.standard",
        Version = 1,
        Initial = LifecycleStages.Potential,
        Stages =
        [
            new(LifecycleStages.Potential, RelationshipPhases.Exploration),
            new(LifecycleStages.Target, RelationshipPhases.Exploration),
            new(LifecycleStages.FirstPurchase, RelationshipPhases.Exploration),
            new(LifecycleStages.Repeat, RelationshipPhases.Formation),
            new(LifecycleStages.Loyal, RelationshipPhases.Stability),
            new(LifecycleStages.AtRisk, RelationshipPhases.Decline),
            new(LifecycleStages.Lost, RelationshipPhases.Decline),
            new(LifecycleStages.WonBack, RelationshipPhases.Formation),
        ],
        Transitions =
        [
            new([LifecycleStages.Potential, LifecycleStages.Target], LifecycleStages.FirstPurchase, [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1)]),
            new([LifecycleStages.Potential], LifecycleStages.Target, [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 1, LifecycleFactTypes.Inquiry)]),
            new([LifecycleStages.FirstPurchase], LifecycleStages.Repeat, [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 2)]),
            new(
                [LifecycleStages.Repeat],
                LifecycleStages.Loyal,
                [LifecycleCondition.AtLeast(LifecycleMeasure.Days, 5), LifecycleCondition.AtLeast(LifecycleMeasure.DaysInStage, 1), LifecycleCondition.AtLeast(LifecycleMeasure.SinceFirst, 180)]),
            new([LifecycleStages.AtRisk, LifecycleStages.WonBack], LifecycleStages.Repeat, [LifecycleCondition.AtLeast(LifecycleMeasure.DaysInStage, 1)]),
            new([LifecycleStages.Lost], LifecycleStages.WonBack, [LifecycleCondition.AtLeast(LifecycleMeasure.DaysInStage, 1)]),
            new(
                [LifecycleStages.FirstPurchase, LifecycleStages.Repeat, LifecycleStages.Loyal, LifecycleStages.WonBack],
                LifecycleStages.AtRisk,
                [
                    LifecycleCondition.AtLeast(LifecycleMeasure.IntervalsSinceLast, 2), LifecycleCondition.AtLeast(LifecycleMeasure.SinceLast, 30),
                    LifecycleCondition.AtLeast(LifecycleMeasure.SinceFirst, 90),
                ]),
            new(
                [LifecycleStages.AtRisk],
                LifecycleStages.Lost,
                [LifecycleCondition.AtLeast(LifecycleMeasure.IntervalsSinceLast, 4), LifecycleCondition.AtLeast(LifecycleMeasure.SinceLast, 180)]),
        ],
    };
}
