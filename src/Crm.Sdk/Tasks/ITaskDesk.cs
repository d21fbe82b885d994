using NodaTime;

namespace Crm.Sdk.Tasks;

/// <summary>Keeps tasks and appointments (SA-11): adds, completes, cancels, reopens, postpones, and lets series go on.</summary>
/// <remarks>
/// The rule of a series stands on its first task. Closing a task of it adds the next one in the same commit, under an id derived of the series and the planned time: however often and in
/// whatever order tasks are closed and reopened, none is planned twice. A thread-safe singleton; its methods read through the session and add to it, and only the commit writes.
/// </remarks>
public interface ITaskDesk
{
    /// <summary>Adds a task. One that recurs gets the owner's zone, or UTC, where it names none, so that its days stay where they are.</summary>
    /// <param name="session">The session.</param>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The task as it was added.</returns>
    /// <exception cref="CrmException">CRM3303: it recurs on other days than the one it starts on. CRM1002, CRM1020, CRM1030: a field breaks its rule.</exception>
    Task<CrmTask> AddAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken);

    /// <summary>Finds a task by external key or internal id.</summary>
    /// <exception cref="CrmException">CRM3301: there is no such task.</exception>
    Task<CrmTask> GetAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken);

    /// <summary>Closes a task as done, books its cost as invested in the customer, and adds the next one of its series.</summary>
    /// <param name="session">The session, which has read the task.</param>
    /// <param name="task">An open task.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CrmException">CRM3302: it is not open. CRM3303: the first task of its series is gone. CRM2030: the session has not read it.</exception>
    Task<TaskCompletion> CompleteAsync(ICrmSession session, CrmTask task, TaskOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Closes a task as not to be done any more; its series goes on unless that is to end too. No cost is booked.</summary>
    /// <inheritdoc cref="CompleteAsync"/>
    Task<TaskCompletion> CancelAsync(ICrmSession session, CrmTask task, TaskOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Opens a closed task again and takes back what was booked for it. A next task of its series stays.</summary>
    /// <exception cref="CrmException">CRM3302: it is open. CRM2030: the session has not read it.</exception>
    Task<CrmTask> ReopenAsync(ICrmSession session, CrmTask task, CancellationToken cancellationToken);

    /// <summary>Moves a task: start, end and due by the same span. The rest of its series stays where it is.</summary>
    /// <param name="session">The session, which has read the task.</param>
    /// <param name="task">An open task with a start or a due day.</param>
    /// <param name="by">By how long, earlier where negative; whole days where it is due on a day.</param>
    /// <exception cref="CrmException">CRM1030: it has no moment to move, or is due on a day and moves by a part of one. CRM3302: it is not open. CRM2030: the session has not read it.</exception>
    CrmTask Postpone(ICrmSession session, CrmTask task, Duration by);
}
