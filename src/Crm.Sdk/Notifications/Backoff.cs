using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>How long a message waits for its next attempt: twice as long each time, spread by chance so that a fallen provider is not met by all at once.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Backoff(DispatchOptions options, Random random)
{
    /// <summary>The longest wait that a provider can ask for.</summary>
    public static readonly Duration LongestAsked = Duration.FromDays(1);

    private readonly Lock _gate = new();

    /// <param name="attempts">How many attempts were made in this round, 1 or more.</param>
    /// <param name="asked">What the provider asked for, or null.</param>
    public Duration After(int attempts, Duration? asked)
    {
        double chance;
        lock (_gate)
        {
            chance = random.NextDouble();
        }

        double doubled = Math.Min(options.FirstRetry.TotalSeconds * Math.Pow(2, attempts - 1), options.LongestRetry.TotalSeconds);
        var wait = Duration.FromTicks((long)(doubled * (0.5 + chance) * 1e6) * 10);
        return asked is { } least ? Duration.Max(wait, Duration.Min(least, LongestAsked)) : wait;
    }
}
