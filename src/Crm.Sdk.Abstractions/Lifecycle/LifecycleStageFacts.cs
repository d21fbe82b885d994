using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>The facts that rules and segments can ask of lifecycles (LC-1), by the last run and for any instant up to it.</summary>
/// <remarks>Undefined where no run has been, or where the customer was not known yet. Thread-safe.</remarks>
public static class LifecycleStageFacts
{
    /// <summary>The code of the stage.</summary>
    public static Fact<Category> Stage { get; } = Fact.Custom<Category>("crm.lifecycle-stage", Motion.WindowEdge);

    /// <summary>The code of the phase of the relationship.</summary>
    public static Fact<Category> Phase { get; } = Fact.Custom<Category>("crm.relationship-phase", Motion.WindowEdge);

    /// <summary>All of them.</summary>
    public static ValueList<Fact> All { get; } = [Stage, Phase];
}
