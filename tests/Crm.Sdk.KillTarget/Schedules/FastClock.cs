using NodaTime;

namespace Crm.Sdk.KillTarget.Schedules;

/// <summary>A clock on which a second is an hour, the same in every process that begins it at one moment.</summary>
/// <param name="origin">The moment at which it shows <see cref="Start"/>.</param>
public sealed class FastClock(Instant origin) : IClock
{
    /// <summary>What it shows first.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    public Instant GetCurrentInstant() => Start + ((SystemClock.Instance.GetCurrentInstant() - origin) * 3_600);
}
