namespace Crm.Sdk.Loyalty;

/// <summary>How a host settles documents for points.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record EarningSettings
{
    /// <summary>How long a plugin's rule may take for a batch, where its plugin has no deadline of its own; 30 seconds by default.</summary>
    public TimeSpan RuleDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many members are read together, 1 to 1,000; 100 by default. Some 100 bytes for each of their orders are held.</summary>
    public int BatchSize { get; init; } = 100;

    internal void Check() => Require.InRange(BatchSize, 1, 1_000, "earning.batch-size");
}
