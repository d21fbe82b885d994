using Crm.Sdk.Customers;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>A host runs jobs by its schedules, by a clock that the test moves.</summary>
public sealed class ScheduleServiceTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeClock _clock = FakeClock.AtUtc(2026, 1, 2, 0, 30);

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task CA_1_Care_plans_classification_and_loyalty_run_at_their_times_for_each_tenant()
    {
        await using TestHost host = await Host(
            ("Crm:Schedules:care:Job", "care"),
            ("Crm:Schedules:care:At:0", "09:00"),
            ("Crm:Schedules:care:Zone", "Asia/Shanghai"),
            ("Crm:Schedules:labels:Job", "classify"),
            ("Crm:Schedules:labels:At:0", "02:30"),
            ("Crm:Schedules:points:Job", "loyalty"),
            ("Crm:Schedules:points:Unit", "hour"),
            ("Crm:Schedules:archives:Job", "archives"),
            ("Crm:Schedules:archives:Unit", "week"),
            ("Crm:Schedules:archives:Weekdays:0", "Friday"),
            ("Crm:Schedules:archives:At:0", "04:00"),
            ("Crm:Scheduling:Tenants:0", "north"),
            ("Crm:Scheduling:Tenants:1", "south")).StartAsync();

        await UntilAsync(() => Ran(host, "care", "north") && Ran(host, "labels", "south") && Ran(host, "points", "north") && Ran(host, "archives", "south"));
        await host.StopAsync();

        Assert.DoesNotContain(host.Log, static entry => entry.Level >= LogLevel.Warning);
        Assert.Contains(host.Log, static entry => entry.Text.StartsWith("Schedule care of tenant south ran for 2026-01-02T01:00:00Z: job care did 0", StringComparison.Ordinal)); // nine in Shanghai
        Assert.Contains(host.Log, static entry => entry.Text.StartsWith("Schedule archives of tenant north ran for 2026-01-02T04:00:00Z: job archives did 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_s_own_job_gets_its_settings_and_one_that_fails_runs_the_next_time()
    {
        await using TestHost host = await Host(
            ("Crm:Schedules:note:Job", "note"), ("Crm:Schedules:note:Unit", "hour"), ("Crm:Schedules:note:Settings:text", "hello"),
            ("Crm:Schedules:broken:Job", "note"), ("Crm:Schedules:broken:Unit", "hour"), ("Crm:Schedules:resting:Job", "note"), ("Crm:Schedules:resting:Enabled", "false")).StartAsync();

        await UntilAsync(() => host.Log.Count(static entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("Schedule broken of tenant default failed for", StringComparison.Ordinal)) >= 2 && Ran(host, "note", "default"));
        await using (ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(new CrmScope(TenantId.Default, "ada")))
        {
            Assert.All((await session.QueryAsync(new CrmQuery<Customer>(), CancellationToken.None)).Items, static note => Assert.Equal("hello", note.Name));
        }

        await host.StopAsync();
        Assert.DoesNotContain(host.Log, static entry => entry.Text.Contains("resting", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_that_cannot_be_kept_stop_the_host_at_its_start_and_are_named()
    {
        OptionsValidationException wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => Host(
            ("Crm:Scheduling:Lease", "00:00:01"), ("Crm:Schedules:care:Job", "care"), ("Crm:Schedules:care:At:0", "25:00"), ("Crm:Schedules:labels:Job", "classify"), ("Crm:Schedules:labels:Zone", "Mars/Olympus")).StartAsync());
        CrmException noJob = await Assert.ThrowsAsync<CrmException>(() => Host(("Crm:Schedules:care:Job", "caring")).StartAsync());
        CrmException noSetting = await Assert.ThrowsAsync<CrmException>(() => Host(("Crm:Schedules:care:Job", "care"), ("Crm:Schedules:care:Settings:plans", "a")).StartAsync());

        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Scheduling:Lease is 00:00:01", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Schedules:care: Schedule 'care': '25:00' is not a time of the day", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Schedules:labels: Schedule 'labels': 'Mars/Olympus' is no zone", StringComparison.Ordinal));
        Assert.Equal(("CRM6702", "Schedule 'care': there is no job 'caring'; there are archives, campaigns, care, classify, loyalty, note."), (noJob.Code, noJob.Message));
        Assert.Equal(("CRM6702", "Schedule 'care': job 'care' has no setting 'plans'; it has plan."), (noSetting.Code, noSetting.Message));
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        await using TestHost host = await Host(("Crm:Scheduling:Enabled", "false"), ("Crm:Schedules:care:Job", "care")).StartAsync();
        await host.StopAsync();

        Assert.Contains(host.Log, static entry => entry.Text == "Schedules are not run by this host: Crm:Scheduling:Enabled is false.");
    }

    private TestHost Host(params (string, string?)[] settings) => TestHost.Build(
        crm => crm.UseSqlite($"Data Source={_folder.PathOf("crm.db")}").RunSchedules().AddScheduledJob<NoteJob>(),
        services => services.AddSingleton<IClock>(_clock).AddSingleton<TimeProvider>(_clock.TimeProvider),
        [.. settings.Prepend(("Crm:Scheduling:Lease", "01:00:00")).Reverse().DistinctBy(static setting => setting.Item1)]); // the test's own stands above it

    private static bool Ran(TestHost host, string schedule, string tenant) => host.Log.Any(entry => entry.Text.StartsWith($"Schedule {schedule} of tenant {tenant} ran for", StringComparison.Ordinal));

    /// <summary>Lets hours pass until something has happened.</summary>
    private async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            _clock.Advance(Duration.FromSeconds(30)); // a lease of an hour takes as long as any commit on a busy machine
            await Task.Delay(20, patience.Token);
        }
    }

    private sealed class NoteJob(ICrm crm) : IScheduledJob
    {
        public string Name => "note";

        public IReadOnlyCollection<string> Settings { get; } = ["text"];

        public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
        {
            await using ICrmSession session = crm.OpenSession(run.Scope);
            session.Add(Customer.Enterprise(run.Schedule.Setting("text") ?? throw new InvalidOperationException("no text")));
            await run.EndAsync(session, 1, cancellationToken);
            await session.CommitAsync(cancellationToken);
            return 1;
        }
    }
}
