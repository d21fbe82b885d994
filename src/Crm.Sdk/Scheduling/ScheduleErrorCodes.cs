namespace Crm.Sdk.Scheduling;

/// <summary>The stable codes of errors of schedules (CRM6700 to CRM6709). One section each in <c>docs/errors.md</c>.</summary>
public static class ScheduleErrorCodes
{
    /// <summary>A schedule cannot be meant as it stands.</summary>
    public const string BadSchedule = "CRM6700";

    /// <summary>There is no schedule of a name.</summary>
    public const string UnknownSchedule = "CRM6701";

    /// <summary>There is no job of a name, or it does not know a setting.</summary>
    public const string UnknownJob = "CRM6702";

    /// <summary>A schedule is running already.</summary>
    public const string Running = "CRM6703";

    /// <summary>A run lost its occurrence to another host; what it would commit is refused.</summary>
    public const string RunLost = "CRM6704";

    /// <summary>The job of a schedule that was run by hand failed for a reason without a code.</summary>
    public const string RunFailed = "CRM6705";
}
