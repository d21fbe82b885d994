namespace Crm.Sdk.Lifecycle;

/// <summary>The events of lifecycles.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class LifecycleEvents
{
    /// <summary>A customer whose lifecycle is kept stands in another stage: {from, to, at, cause}. Also where a late record made it so.</summary>
    public const string StageChanged = "lifecycle.stage-changed/1";
}
