using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.KillTarget.Schedules;
using Crm.Sdk.Privacy;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.Conformance.Tests.Schedules;

/// <summary>Hosts of a schedule that are killed with SIGKILL at random instants: each occurrence runs once. With <c>CRM_TEST_SCALE=full</c> 100 kills.</summary>
public sealed class KilledScheduleTests(ITestOutputHelper output)
{
    private const int Kills = 100;

    private static readonly ModelCatalogue Model = new(CoreModel.Kinds);

    [Fact]
    public async Task On_SQLite_a_host_that_is_killed_is_taken_over_by_its_successor()
    {
        await using var folder = new TempFolder();
        string file = folder.PathOf("crm.db");
        await using (SqliteStore store = Open(file))
        {
            await store.EnsureSchemaAsync(Model, SchemaMode.CreateOrExtend, CancellationToken.None);
        }

        await RunAsync(file, hosts: 1);
        await using SqliteStore after = Open(file);
        await after.EnsureSchemaAsync(Model, SchemaMode.Verify, CancellationToken.None);
        await CheckAsync(after);
    }

    [SkippableFact]
    public async Task On_PostgreSQL_two_hosts_run_at_once_and_one_takes_over_what_the_other_left()
    {
        await using PostgreSqlDatabase database = await PostgreSqlDatabase.CreateAsync();
        await using Storage.PostgreSql.PostgreSqlStore store = database.Open();
        await store.EnsureSchemaAsync(Model, SchemaMode.CreateOrExtend, CancellationToken.None);

        await RunAsync(database.Connection, hosts: 2);
        await CheckAsync(store);
    }

    private static async Task RunAsync(string database, int hosts)
    {
        int kills = ScaledCount.Of(Kills, atLeast: 10);
        string origin = SystemClock.Instance.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Child[] running = [.. Enumerable.Range(0, hosts).Select(_ => Start())];
        try
        {
            for (int kill = 0; kill < kills; kill++)
            {
                int at = kill % hosts;
                await running[at].ReadToLineAsync("begin "); // it holds an occurrence, or has just ended it
                await Task.Delay(Random.Shared.Next(150));
                await running[at].KillAsync();
                await running[at].DisposeAsync();
                running[at] = Start();
            }

            foreach (Child host in running)
            {
                await host.ReadToLineAsync("end ");
            }
        }
        finally
        {
            foreach (Child host in running)
            {
                await host.DisposeAsync();
            }
        }

        Child Start() => Child.StartDotNet(RepositoryFolder.BuiltAssembly("tests/Crm.Sdk.KillTarget"), ["schedule", database, origin]);
    }

    /// <summary>Brings to an end what the last host left, and counts: from the first occurrence to the last each hour once, with one effect.</summary>
    private async Task CheckAsync(ICrmStore store)
    {
        var clock = new FixedHour(await LastAsync(store));
        var crm = new CrmCore(store, Model, clock, new CommitTrail(new UnencryptedProtector(), new AuditHasher(ReadOnlyMemory<byte>.Empty)));
        var runner = new ScheduleRunner(crm, store, clock, TimeProvider.System, lease: Duration.FromSeconds(1));
        for (ScheduleStep step = await StepAsync(); step.Kind != ScheduleStepKind.Idle; step = await StepAsync())
        {
            await Task.Delay(step.Lease?.ToTimeSpan() ?? TimeSpan.Zero);
        }

        List<ScheduledOccurrence> occurrences = await AllAsync<ScheduledOccurrence>(store, ScheduledOccurrenceModel.Kind);
        List<Customer> notes = await AllAsync<Customer>(store, CustomerModel.Kind);
        Instant[] hours = [.. occurrences.Select(static one => one.Nominal).Order()];
        Assert.Equal(Enumerable.Range(0, hours.Length).Select(hour => hours[0] + Duration.FromHours(hour)), hours); // none left out
        Assert.Equal(hours.Select(HourlyNotes.NoteOf).Order(StringComparer.Ordinal), notes.Select(static note => note.Name!).Order(StringComparer.Ordinal));
        int over = occurrences.Count(static one => one.Attempt > 1);
        output.WriteLine($"{hours.Length} occurrences, each with one effect; {over} were taken over from a host that was killed");
        Assert.True(over > 0, "No kill met a run.");

        Task<ScheduleStep> StepAsync() => runner.StepAsync(HourlyNotes.Scope, HourlyNotes.Schedule, new Once(crm), CancellationToken.None);
    }

    private static async Task<Instant> LastAsync(ICrmStore store) =>
        (await AllAsync<ScheduleState>(store, ScheduleStateModel.Kind)).Single().Settled;

    private static async Task<List<T>> AllAsync<T>(ICrmStore store, KindModel kind)
        where T : class
    {
        List<T> all = [];
        for (PageCursor? after = null; ;)
        {
            RecordPage page = await store.QueryAsync(new StoreQuery(HourlyNotes.Scope.Tenant, kind.Kind) { After = after, Limit = 1_000 }, CancellationToken.None);
            all.AddRange(page.Records.Select(static record => (T)record.Entity));
            if ((after = page.Next) is null)
            {
                return all;
            }
        }
    }

    private static SqliteStore Open(string file) => new(Options.Create(new SqliteStoreOptions { ConnectionString = $"Data Source={file}" }), TimeProvider.System, NullLogger<SqliteStore>.Instance);

    private sealed class FixedHour(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }

    /// <summary>What <see cref="HourlyNotes"/> does, without words.</summary>
    private sealed class Once(ICrm crm) : IScheduledJob
    {
        public string Name => HourlyNotes.Schedule.Job;

        public IReadOnlyCollection<string> Settings => [];

        public Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken) => HourlyNotes.NoteAsync(crm, run, cancellationToken);
    }
}
