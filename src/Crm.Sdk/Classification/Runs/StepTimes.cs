using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Measures the steps of a run.</summary>
internal sealed class StepTimes(TimeProvider time)
{
    private long _last = time.GetTimestamp();
    private TimeSpan _facts, _learn, _rules;

    public TimeSpan ReadOrders { get; set; }

    public TimeSpan BuildColumns { get; set; }

    public TimeSpan ReadLabels { get; set; }

    public TimeSpan WriteLabels { get; set; }

    public TimeSpan MakeCurrent { get; set; }

    /// <summary>The time since the last lap.</summary>
    public TimeSpan Lap()
    {
        long now = time.GetTimestamp();
        TimeSpan lap = time.GetElapsedTime(_last, now);
        _last = now;
        return lap;
    }

    /// <summary>Takes over what the engine measured, and the time for reading other records as that of facts.</summary>
    public void Decided(ClassificationResult result, TimeSpan records)
    {
        Lap();
        (_facts, _learn, _rules) = (records + result.FactTime, result.LearnTime, result.RuleTime);
    }

    public ClassificationTimes ToTimes() => new()
    {
        ReadOrders = Duration.FromTimeSpan(ReadOrders),
        BuildColumns = Duration.FromTimeSpan(BuildColumns),
        ReadLabels = Duration.FromTimeSpan(ReadLabels),
        Facts = Duration.FromTimeSpan(_facts),
        Learn = Duration.FromTimeSpan(_learn),
        Rules = Duration.FromTimeSpan(_rules),
        WriteLabels = Duration.FromTimeSpan(WriteLabels),
        MakeCurrent = Duration.FromTimeSpan(MakeCurrent),
    };
}
