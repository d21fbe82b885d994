namespace Crm.Sdk.Scheduling;

/// <summary>What becomes of occurrences that could not run when they fell due: no host ran, or the one before was still running.</summary>
public enum MisfirePolicy
{
    /// <summary>The latest one runs once, however late; those before it are passed over.</summary>
    RunOnce,

    /// <summary>Each runs, one after the other, that is not later than the schedule's window.</summary>
    RunEach,

    /// <summary>None runs that is more than a minute late.</summary>
    Skip,
}
