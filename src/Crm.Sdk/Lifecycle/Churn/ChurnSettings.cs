namespace Crm.Sdk.Lifecycle;

/// <summary>By which policy a host warns of churn.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ChurnSettings
{
    /// <summary>The policy.</summary>
    public ChurnPolicy Policy { get; init; } = new();

    /// <summary>How many customers are read together, 1 to 2,000; 1,000 by default.</summary>
    public int BatchSize { get; init; } = 1_000;

    internal void Check()
    {
        Policy.Check();
        Require.InRange(BatchSize, 1, 2_000, "churn.batch-size");
    }
}
