namespace Crm.Sdk.Lifecycle;

/// <summary>By which lifecycle a host walks, and how.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LifecycleSettings
{
    /// <summary>The stages and their transitions; what plugins add comes to them.</summary>
    public LifecycleDefinition Definition { get; init; } = LifecycleDefinitions.Standard;

    /// <summary>How long a source may take for a batch, where its plugin has no deadline of its own; 30 seconds by default.</summary>
    public TimeSpan SourceDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many customers are read and committed together, 1 to 2,000; 500 by default.</summary>
    public int BatchSize { get; init; } = 500;

    internal void Check()
    {
        Definition.Check();
        Require.InRange(BatchSize, 1, 2_000, "lifecycle.batch-size");
    }
}
