using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Schedules;

public sealed class InMemoryScheduleRaceLaws : ScheduleRaceLaws<InMemoryStoreFixture>;

public sealed class SqliteScheduleRaceLaws : ScheduleRaceLaws<SqliteStoreFixture>;

public sealed class PostgreSqlScheduleRaceLaws : ScheduleRaceLaws<PostgreSqlStoreFixture>;

/// <summary>Hosts that run one schedule at once on one store run each occurrence once.</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class ScheduleRaceLaws<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Hosts = 4;
    private const int Hours = 12;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Schedule Hourly = new() { Name = "hourly", Job = "note", Unit = ScheduleUnit.Hour };

    [SkippableFact]
    public async Task Of_hosts_that_look_at_once_one_runs_each_occurrence()
    {
        ICrmStore store = await StartAsync(HistoryHost.Model);
        var host = new HistoryHost(store);
        ScheduleRunner[] runners = [.. Enumerable.Range(0, Hosts).Select(_ => new ScheduleRunner(host.Crm, store, host.Clock, TimeProvider.System))];
        var job = new NoteJob(host);
        await LookAsync(runners, host, job);
        int ran = 0;
        for (int hour = 0; hour < Hours; hour++)
        {
            host.Clock.Advance(Duration.FromHours(1));
            ScheduleStep[] steps = await LookAsync(runners, host, job);
            ran += steps.Count(static step => step.Kind == ScheduleStepKind.Ran);
        }

        Assert.Equal(Hours, ran);
        Assert.Equal(Hours, (await host.AllAsync<Customer>()).Select(static note => note.Name).Distinct().Count());
        Assert.Equal(Hours, (await host.AllAsync<Customer>()).Count);
        IReadOnlyList<ScheduledOccurrence> history = await new ScheduleDesk(host.Crm, host.Clock, TimeProvider.System).HistoryAsync(host.As("reader"), Hourly.Name, 100, None);
        Assert.All(history, static one => Assert.Equal((OccurrenceState.Done, 1), (one.State, one.Attempt)));
        Assert.Equal(Enumerable.Range(1, Hours).Reverse().Select(hour => Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromHours(hour)), history.Select(static one => one.Nominal));
    }

    private static Task<ScheduleStep[]> LookAsync(ScheduleRunner[] runners, HistoryHost host, NoteJob job) =>
        Task.WhenAll(runners.Select(runner => Task.Run(() => runner.StepAsync(host.As("schedules"), Hourly, job, None))));

    private sealed class NoteJob(HistoryHost host) : IScheduledJob
    {
        public string Name => "note";

        public IReadOnlyCollection<string> Settings => [];

        public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
        {
            await using ICrmSession session = host.Crm.OpenSession(run.Scope);
            await run.EndAsync(session, 1, cancellationToken);
            session.Add(Customer.Enterprise(run.Nominal.ToString()));
            await session.CommitAsync(cancellationToken);
            return 1;
        }
    }
}
