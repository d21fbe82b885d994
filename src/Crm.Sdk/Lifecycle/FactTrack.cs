using Crm.Sdk.Storage;

namespace Crm.Sdk.Lifecycle;

/// <summary>What guards ask of the facts of one type, as the walk goes on.</summary>
internal sealed class FactTrack
{
    private readonly UsualInterval _intervals = new();

    /// <summary>On how many days it happened.</summary>
    public int Days { get; private set; }

    /// <summary>On how many of them since the stage was entered.</summary>
    public int DaysInStage { get; set; }

    /// <summary>The day on which it happened first.</summary>
    public int First { get; private set; }

    /// <summary>The day on which it happened last.</summary>
    public int Last { get; private set; }

    /// <summary>The first record of that day.</summary>
    public RecordRef? LastRecord { get; private set; }

    public void Add(int day, RecordRef? record)
    {
        if (Days > 0 && day == Last)
        {
            return;
        }

        if (Days == 0)
        {
            First = day;
        }
        else
        {
            _intervals.Add(day - Last);
        }

        (Last, LastRecord) = (day, record);
        Days++;
        DaysInStage++;
    }

    public double UsualInterval(LifecycleDefinition definition) => _intervals.Count >= definition.LeastIntervals ? _intervals.Median!.Value : definition.DefaultIntervalDays;
}
