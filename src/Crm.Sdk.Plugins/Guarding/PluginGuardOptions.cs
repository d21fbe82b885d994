namespace Crm.Sdk.Plugins;

/// <summary>The limits under which plugins are called.</summary>
/// <remarks>Read when the plugins are started; later changes do nothing.</remarks>
public sealed class PluginGuardOptions
{
    /// <summary>How long a call may take where the manifest says nothing. From 1 ms to <see cref="MaxCallDeadline"/>; 30 s by default.</summary>
    public TimeSpan CallDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest deadline that a manifest gets. From 1 ms to 1 hour; 2 minutes by default.</summary>
    public TimeSpan MaxCallDeadline { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a cancelled call has to end before it is abandoned. From 1 ms to 1 minute; 2 s by default.</summary>
    public TimeSpan CancellationGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many calls into one plugin run at once. From 1 to 1024; 16 by default.</summary>
    public int MaxConcurrentCalls { get; set; } = 16;

    /// <summary>How many calls wait for one plugin before further ones are refused. From 0 to 65536; 64 by default.</summary>
    public int MaxWaitingCalls { get; set; } = 64;

    /// <summary>How deep calls nest, from plugin to host to plugin. From 1 to 64; 8 by default.</summary>
    public int MaxDepth { get; set; } = 8;

    /// <summary>How many calls the breaker must have seen within <see cref="SamplingWindow"/> before it judges. From 1 to 1000000; 5 by default.</summary>
    public int MinimumCalls { get; set; } = 5;

    /// <summary>The share of failed calls at which the breaker opens. Above 0, up to 1; 0.5 by default.</summary>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>The time that the breaker looks back on. From 10 ms to 1 hour; 30 s by default.</summary>
    public TimeSpan SamplingWindow { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the breaker stays open the first time; each opening without a success in between doubles it. From 1 ms to <see cref="MaxBreak"/>; 5 s by default.</summary>
    public TimeSpan FirstBreak { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the breaker stays open at most. From 1 ms to 1 day; 5 minutes by default.</summary>
    public TimeSpan MaxBreak { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many abandoned calls that still run switch a plugin off until the host is restarted. From 1 to 1000; 3 by default.</summary>
    public int MaxAbandonedCalls { get; set; } = 3;

    internal void Validate()
    {
        TimeSpan tick = TimeSpan.FromMilliseconds(1);
        OptionRange.Require(MaxCallDeadline, tick, TimeSpan.FromHours(1), nameof(MaxCallDeadline));
        OptionRange.Require(CallDeadline, tick, MaxCallDeadline, nameof(CallDeadline));
        OptionRange.Require(CancellationGrace, tick, TimeSpan.FromMinutes(1), nameof(CancellationGrace));
        OptionRange.Require(MaxConcurrentCalls, 1, 1024, nameof(MaxConcurrentCalls));
        OptionRange.Require(MaxWaitingCalls, 0, 65536, nameof(MaxWaitingCalls));
        OptionRange.Require(MaxDepth, 1, 64, nameof(MaxDepth));
        OptionRange.Require(MinimumCalls, 1, 1_000_000, nameof(MinimumCalls));
        OptionRange.Require(FailureRatio, double.Epsilon, 1, nameof(FailureRatio));
        OptionRange.Require(SamplingWindow, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(SamplingWindow));
        OptionRange.Require(MaxBreak, tick, TimeSpan.FromDays(1), nameof(MaxBreak));
        OptionRange.Require(FirstBreak, tick, MaxBreak, nameof(FirstBreak));
        OptionRange.Require(MaxAbandonedCalls, 1, 1000, nameof(MaxAbandonedCalls));
    }
}
