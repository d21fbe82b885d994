namespace Crm.Sdk.Scheduling;

/// <summary>What a schedule runs.</summary>
/// <remarks>
/// <para>A thread-safe singleton. An occurrence runs on one host at a time. After a crash another host runs it again from its start: a job does its work so that twice is once, as care plans and
/// classification do, or ends its occurrence in the commit of its work (<see cref="ScheduledRun.EndAsync"/>). <see cref="ScheduledRun.GuardAsync"/> refuses what a host would commit after it lost its occurrence.</para>
/// <para>What it throws is recorded as a failure of that occurrence; the next one runs when it falls due.</para>
/// </remarks>
public interface IScheduledJob
{
    /// <summary>The name by which schedules call it: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    string Name { get; }

    /// <summary>The names of the settings that it knows; a schedule with another one is refused when the host starts.</summary>
    IReadOnlyCollection<string> Settings { get; }

    /// <summary>Does the work of one occurrence.</summary>
    /// <param name="run">The occurrence, with the schedule's settings.</param>
    /// <param name="cancellationToken">Ends it when the host stops, or when the occurrence was lost to another host.</param>
    /// <returns>How much was done, in the job's own unit.</returns>
    Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken);
}
