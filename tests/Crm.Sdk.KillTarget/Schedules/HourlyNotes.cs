using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Scheduling;
using NodaTime;

namespace Crm.Sdk.KillTarget.Schedules;

/// <summary>The job of the schedule in which hosts are killed: works for a random while, and adds a customer of the instant's name in the commit that ends its occurrence.</summary>
public sealed class HourlyNotes(ICrm crm) : IScheduledJob
{
    /// <summary>The schedule: every hour, each made up for.</summary>
    public static Schedule Schedule { get; } = new() { Name = "hourly", Job = "note", Unit = ScheduleUnit.Hour, Misfire = MisfirePolicy.RunEach, Window = Duration.FromDays(60) };

    public static CrmScope Scope { get; } = CrmScope.System("default", "schedules");

    public string Name => Schedule.Job;

    public IReadOnlyCollection<string> Settings => [];

    /// <summary>The name of the customer that is added for an instant.</summary>
    public static string NoteOf(Instant nominal) => nominal.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync($"begin {NoteOf(run.Nominal)} {run.Attempt}");
        await Task.Delay(Random.Shared.Next(120), cancellationToken);
        long done = await NoteAsync(crm, run, cancellationToken);
        await Task.Delay(Random.Shared.Next(60), CancellationToken.None);
        return done;
    }

    /// <summary>Adds the note, and ends the occurrence in its commit.</summary>
    public static async Task<long> NoteAsync(ICrm crm, ScheduledRun run, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(run.Scope);
        session.Add(Customer.Enterprise(NoteOf(run.Nominal)));
        await run.EndAsync(session, 1, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return 1;
    }
}
