namespace Crm.Sdk.Tasks;

/// <summary>The stable codes of errors of tasks. One section each in <c>docs/errors.md</c>.</summary>
public static class TaskErrorCodes
{
    /// <summary>There is no such task.</summary>
    public const string Unknown = "CRM3301";

    /// <summary>The state of a task does not allow what was asked.</summary>
    public const string WrongState = "CRM3302";

    /// <summary>A rule does not give the day it starts on, or the first task of a series is gone.</summary>
    public const string BadSeries = "CRM3303";
}
