namespace Crm.Sdk.Tasks;

/// <summary>Where a task stands.</summary>
public enum TaskState
{
    /// <summary>To be done, 待办.</summary>
    Open = 0,

    /// <summary>Done, 已完成.</summary>
    Done = 1,

    /// <summary>Not to be done any more, 已取消.</summary>
    Cancelled = 2,
}
