namespace Crm.Sdk.Notifications;

/// <summary>How the outbox is dispatched.</summary>
/// <remarks>Not changed while it is in use.</remarks>
public sealed class DispatchOptions
{
    /// <summary>How many messages of a channel are claimed at a time, and written in one commit. From 1 to 500; 500 by default.</summary>
    public int BatchSize { get; set; } = 500;

    /// <summary>
    /// How many messages are marked as being sent at a time where the channel prefers none to two: the most that a crash leaves with an unknown
    /// outcome. From 1 to 500; 20 by default.
    /// </summary>
    public int MaxInDoubt { get; set; } = 20;

    /// <summary>How long a dispatcher holds what it claimed. After that another takes it over; it is when recovery starts after a crash. From 4 s to 1 hour; 1 minute by default.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a message is tried before it is given up. From 1 to 100; 8 by default.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>How long the second attempt waits, give or take a half by chance; each further one waits twice as long. From 0 to 1 hour; 10 s by default.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait between two attempts that the dispatcher chooses; a provider may ask for longer. From <see cref="FirstRetry"/> to 1 day; 1 hour by default.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long sends that run may go on after a stop was asked for; then they are cancelled, and their outcome is unknown. From 0 to 5 minutes; 10 s by default.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a dispatcher that waits for messages to fall due looks again. From 10 ms to 1 hour; 1 s by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How far ahead <see cref="OutboxDispatcher.DispatchUntilEmptyAsync"/> waits: messages that fall due later are left for another time. From 0 to 1 day; 1 hour by default.</summary>
    public TimeSpan Horizon { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often the store is asked to write one batch before the failure is passed on. From 1 to 10; 5 by default.</summary>
    public int CommitAttempts { get; set; } = 5;

    /// <summary>Checks all ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        Require(BatchSize, 1, 500, nameof(BatchSize));
        Require(MaxInDoubt, 1, 500, nameof(MaxInDoubt));
        Require(Lease, TimeSpan.FromSeconds(4), TimeSpan.FromHours(1), nameof(Lease));
        Require(MaxAttempts, 1, 100, nameof(MaxAttempts));
        Require(FirstRetry, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(FirstRetry));
        Require(LongestRetry, FirstRetry, TimeSpan.FromDays(1), nameof(LongestRetry));
        Require(StopGrace, TimeSpan.Zero, TimeSpan.FromMinutes(5), nameof(StopGrace));
        Require(PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(PollInterval));
        Require(Horizon, TimeSpan.Zero, TimeSpan.FromDays(1), nameof(Horizon));
        Require(CommitAttempts, 1, 10, nameof(CommitAttempts));
    }

    private static void Require<T>(T value, T least, T greatest, string name)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(greatest) > 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is from {least} to {greatest}.");
        }
    }
}
