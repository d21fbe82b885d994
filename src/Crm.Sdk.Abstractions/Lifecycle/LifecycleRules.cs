namespace Crm.Sdk.Lifecycle;

/// <summary>The checks of lifecycle definitions.</summary>
internal static class LifecycleRules
{
    private const double GreatestEdge = 100_000;

    public static void That(bool holds, string part, string rule)
    {
        if (!holds)
        {
            throw new CrmException(LifecycleErrorCodes.BadDefinition, $"{part}: {rule}.");
        }
    }

    /// <summary>Each stage stands once, and can be reached from the initial one.</summary>
    public static void CheckStages(LifecycleDefinition definition, string part)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (LifecycleStage stage in definition.Stages)
        {
            Require.Code(stage.Code, "lifecycle-stage.code");
            Require.Code(stage.Phase, "lifecycle-stage.phase");
            That(codes.Add(stage.Code), part, $"the stage '{stage.Code}' stands twice");
        }

        That(codes.Contains(definition.Initial), part, $"the initial stage '{definition.Initial}' is not among its stages");
        var reached = new HashSet<string>(StringComparer.Ordinal) { definition.Initial };
        for (int before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(definition.Transitions.Where(transition => transition.From.Any(reached.Contains)).Select(static transition => transition.To).ToArray());
        }

        That(reached.IsSupersetOf(codes), part, $"no transition leads to '{codes.FirstOrDefault(code => !reached.Contains(code))}'");
    }

    public static void CheckTransition(LifecycleDefinition definition, LifecycleTransition transition, string part)
    {
        string name = $"{part}, transition to '{transition.To}'";
        That(!transition.From.IsEmpty, name, "leads out of no stage");
        string? unknown = transition.From.Append(transition.To).FirstOrDefault(code => definition.Find(code) is null);
        That(unknown is null, name, $"there is no stage '{unknown}'");
        That(!transition.From.Contains(transition.To), name, "leads back into the stage that it leaves");
        That(!transition.Guard.IsEmpty, name, "has no condition; give one, or the stage is left as soon as it is entered");
        foreach (LifecycleCondition condition in transition.Guard)
        {
            Require.Code(condition.Fact, "lifecycle-condition.fact");
            Require.Defined<LifecycleMeasure>(condition.Measure, "lifecycle-condition.measure");
            That(condition.Edge is >= 0 and <= GreatestEdge, name, FormattableString.Invariant($"the edge {condition.Edge} is not from 0 to {GreatestEdge}"));
            That(
                condition.Measure == LifecycleMeasure.IntervalsSinceLast || Math.Floor(condition.Edge) == condition.Edge, name, FormattableString.Invariant($"the edge {condition.Edge} of {condition.Measure} is no whole number"));
        }
    }
}
