namespace Crm.Sdk.Scheduling;

/// <summary>What a look at a schedule came to.</summary>
public enum ScheduleStepKind
{
    /// <summary>Nothing is due.</summary>
    Idle,

    /// <summary>It rests.</summary>
    Paused,

    /// <summary>Another host runs it.</summary>
    Elsewhere,

    /// <summary>An occurrence ran here; <see cref="ScheduleStep.Occurrence"/> says how it ended.</summary>
    Ran,

    /// <summary>An occurrence ran here and was lost to another host before it ended.</summary>
    Lost,
}
