namespace Crm.Sdk.Classification;

/// <summary>How a <see cref="ClassificationEngine"/> runs rules.</summary>
public sealed class ClassificationEngineOptions
{
    /// <summary>How many customers a batch has: 1 to 100,000; 1,000 by default. Answers do not depend on it.</summary>
    public int BatchSize { get; set; } = 1000;

    /// <summary>How many threads run rules: 1 to 256, or 0, the default, for as many as there are processors. Answers do not depend on it.</summary>
    public int Threads { get; set; }

    /// <summary>How long a batch of a rule or of a fact source may take: 100 ms to 1 hour; 5 s by default. Then it is given up, and the rule is stopped for the run.</summary>
    public TimeSpan BatchDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For how many customers a rule may throw before it is stopped for the run: 0 to 1,000,000; 100 by default.</summary>
    public int MaxFailures { get; set; } = 100;

    internal ClassificationEngineOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 100_000, nameof(BatchSize));
        ArgumentOutOfRangeException.ThrowIfNegative(Threads, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, 256, nameof(Threads));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchDeadline, TimeSpan.FromMilliseconds(100), nameof(BatchDeadline));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchDeadline, TimeSpan.FromHours(1), nameof(BatchDeadline));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxFailures, nameof(MaxFailures));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxFailures, 1_000_000, nameof(MaxFailures));
        return new ClassificationEngineOptions
        {
            BatchSize = BatchSize,
            Threads = Threads == 0 ? Environment.ProcessorCount : Threads,
            BatchDeadline = BatchDeadline,
            MaxFailures = MaxFailures,
        };
    }
}
