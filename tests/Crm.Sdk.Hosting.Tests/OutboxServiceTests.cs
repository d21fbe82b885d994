using System.Diagnostics.Metrics;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>CA-3 on a host: messages in the outbox are delivered as long as it runs, and only where it was asked to.</summary>
public sealed class OutboxServiceTests : IAsyncDisposable
{
    private static readonly CrmScope Ada = new(new TenantId("default"), new ActorId("ada"));
    private static readonly (string, string?) Quick = ("Crm:Dispatch:PollInterval", "00:00:00.020");

    private readonly TempFolder _folder = new();

    private string Messages => _folder.PathOf("messages.jsonl");

    [Fact]
    public async Task A_host_that_dispatches_delivers_what_is_put_in_before_and_while_it_runs()
    {
        await using (TestHost other = await Host(dispatches: false).StartAsync())
        {
            await PutAsync(other, Ada, "before");
            await other.StopAsync();
        }

        await using TestHost host = await Host(Quick).StartAsync();
        await DeliveredAsync(host, 1);
        await PutAsync(host, Ada, "while");
        await DeliveredAsync(host, 2);
        await host.StopAsync();

        Assert.Equal(["before", "while"], await KeysAsync());
    }

    [Fact]
    public async Task A_host_that_was_not_asked_to_sends_nothing_and_has_no_check()
    {
        await using TestHost host = await Host(dispatches: false, Quick).StartAsync();
        await PutAsync(host, Ada, "m");

        Assert.DoesNotContain("outbox", (await host.CheckHealthAsync()).Entries.Keys);
        await host.StopAsync();

        Assert.False(File.Exists(Messages));
    }

    [Fact]
    public async Task Dispatching_can_be_switched_off_by_the_configuration()
    {
        await using TestHost host = await Host(Quick, ("Crm:Dispatch:Enabled", "false")).StartAsync();
        await PutAsync(host, Ada, "m");

        HealthReportEntry check = (await host.CheckHealthAsync()).Entries["outbox"];
        await host.StopAsync();

        Assert.Equal((HealthStatus.Healthy, "Not delivered by this host: Crm:Dispatch:Enabled is false."), (check.Status, check.Description));
        Assert.Contains(host.Log, static entry => entry.Text == "The outbox is not delivered by this host: Crm:Dispatch:Enabled is false.");
        Assert.False(File.Exists(Messages));
    }

    [Fact]
    public async Task Each_tenant_that_is_named_is_delivered_and_no_other()
    {
        await using TestHost host = await Host(Quick, ("Crm:Dispatch:Tenants:0", "north"), ("Crm:Dispatch:Tenants:1", "south")).StartAsync();
        foreach (string tenant in new[] { "north", "south", "west" })
        {
            await PutAsync(host, new CrmScope(new TenantId(tenant), new ActorId("ada")), $"to-{tenant}");
        }

        await DeliveredAsync(host, 1, new CrmScope(new TenantId("north"), new ActorId("ada")));
        await DeliveredAsync(host, 1, new CrmScope(new TenantId("south"), new ActorId("ada")));
        HealthReportEntry check = (await host.CheckHealthAsync()).Entries["outbox"];
        await host.StopAsync();

        Assert.Equal(["to-north", "to-south"], (await KeysAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(0L, check.Data["north:pending"]);
        Assert.Equal(1, (await StatusAsync(new CrmScope(new TenantId("west"), new ActorId("ada")))).Pending);
    }

    [Fact]
    public async Task A_failure_is_logged_and_tried_again_and_the_host_goes_on()
    {
        var failing = new FailingStore();
        await using TestHost host = await Build(dispatches: true, failing, [Quick, ("Crm:Dispatch:FirstPause", "00:00:00.010"), ("Crm:Dispatch:LongestPause", "00:00:00.050")]).StartAsync();
        await PutAsync(host, Ada, "first");
        await DeliveredAsync(host, 1);

        failing.IsBroken = true;
        await UntilAsync(() => Task.FromResult(host.Log.Count(static entry => entry.Level == LogLevel.Error) >= 3));
        HealthReportEntry broken = (await host.CheckHealthAsync()).Entries["outbox"];
        failing.IsBroken = false;
        await PutAsync(host, Ada, "second");
        await DeliveredAsync(host, 2);
        await UntilAsync(async () => (await host.CheckHealthAsync()).Entries["outbox"].Status == HealthStatus.Healthy);
        HealthReportEntry mended = (await host.CheckHealthAsync()).Entries["outbox"];
        await host.StopAsync();

        Assert.Contains(host.Log, static entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("The outbox of tenant default could not be delivered", StringComparison.Ordinal));
        Assert.Equal(HealthStatus.Degraded, broken.Status);
        Assert.Matches("Delivery failed [0-9]+ times in a row. System.IO.IOException: The line is cut.", broken.Description);
        Assert.Equal("System.IO.IOException: The line is cut.", mended.Data["lastError"]); // what went wrong is still told
    }

    [Fact]
    public async Task Messages_that_are_due_for_long_make_the_host_degraded_and_the_check_says_for_how_long_and_why()
    {
        await using (TestHost other = await Host(dispatches: false).StartAsync())
        {
            await PutAsync(other, Ada, "m");
            await other.StopAsync();
        }

        await using TestHost host = await TestHost.Build(
            crm => crm.UseSqlite($"Data Source={_folder.PathOf("crm.db")}").DispatchOutbox(options => options.LateAfter = TimeSpan.FromSeconds(1)), settings: Quick).StartAsync();
        HealthReportEntry check = default;
        await UntilAsync(async () => (check = (await host.CheckHealthAsync()).Entries["outbox"]).Description?.Contains("has been due for", StringComparison.Ordinal) == true);
        await host.StopAsync();

        Assert.Equal(HealthStatus.Degraded, check.Status);
        Assert.Matches("^A message has been due for 0:00:00:[0-9]{2}. Messages wait for channels that no plugin brings: file.$", check.Description);
        Assert.Equal(1L, check.Data["pending"]);
        Assert.InRange((double)check.Data["oldestDueSeconds"], 1, 60);
        Assert.Single(host.Log, static entry => entry.Text == "Messages wait for channels that no plugin brings: file."); // once, not at each look
    }

    [Fact]
    public async Task A_stop_ends_what_is_in_flight_and_leaves_nothing_half_done()
    {
        await using TestHost host = await Host(Quick).StartAsync();
        await PutAsync(host, Ada, [.. Enumerable.Range(0, 2_000).Select(static i => $"m-{i:D4}")]);
        await DeliveredAsync(host, 1);
        await host.StopAsync();

        OutboxStatus status = await StatusAsync(Ada);
        Assert.Equal((0, 0, 2_000), (status.InFlight, status.OutcomeUnknown, status.Sent + status.Pending));
        Assert.Equal(status.Sent, (await KeysAsync()).Distinct().Count()); // what went out is known to have gone out
    }

    [Fact]
    public async Task What_waits_is_measured_while_somebody_listens()
    {
        var pending = new TaskCompletionSource<long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument is { Meter.Name: "Crm.Sdk.Outbox", Name: "crm.outbox.pending" })
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            if (tags.ToArray().Contains(new KeyValuePair<string, object?>("crm.tenant", "measured")))
            {
                pending.TrySetResult(value);
            }
        });
        listener.Start();
        var measured = new CrmScope(new TenantId("measured"), new ActorId("ada"));
        await using (TestHost other = await Host(dispatches: false).StartAsync())
        {
            await PutAsync(other, measured, new MessageDraft { Key = "later", Channel = "file", Audience = Audience.Staff, Body = "b", Purpose = "service", NotBefore = NodaTime.Instant.FromUtc(2200, 1, 1, 0, 0) });
            await other.StopAsync();
        }

        await using TestHost host = await Host(Quick, ("Crm:Dispatch:Tenants:0", "measured")).StartAsync();
        await UntilAsync(() =>
        {
            listener.RecordObservableInstruments();
            return Task.FromResult(pending.Task.IsCompleted);
        });
        await host.StopAsync();

        Assert.Equal(1, await pending.Task);
    }

    [Theory]
    [InlineData("PollInterval", "00:00:00", "Crm:Dispatch: PollInterval is from 00:00:00.0100000 to 01:00:00.")]
    [InlineData("BatchSize", "0", "Crm:Dispatch: BatchSize is from 1 to 500.")]
    [InlineData("StopGrace", "00:05:01", "Crm:Dispatch: StopGrace is from 00:00:00 to 00:05:00.")]
    [InlineData("FirstPause", "00:02:00", "Crm:Dispatch:FirstPause is 00:02:00; it takes 00:00:00.0100000 to 00:01:00")]
    [InlineData("LateAfter", "00:00:00", "Crm:Dispatch:LateAfter is 00:00:00; it takes 00:00:01 to 7.00:00:00")]
    [InlineData("Tenants:0", "no tenant", "Crm:Dispatch: ")]
    public async Task Settings_out_of_range_stop_the_host_at_its_start(string setting, string value, string says)
    {
        await using TestHost host = Host(($"Crm:Dispatch:{setting}", value));

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, 10)]
    [InlineData(15, 5)] // twice that and five seconds for the outcomes are what the host waits
    [InlineData(4, 0)]
    public async Task Sends_end_before_the_host_takes_the_channels_away(int hostStopsWithin, int sendsEndWithin)
    {
        await using TestHost host = TestHost.Build(before: services => services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(hostStopsWithin)));

        Assert.Equal(TimeSpan.FromSeconds(sendsEndWithin), host.Services.GetRequiredService<DispatchOptions>().StopGrace);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _folder.DisposeAsync();
    }

    private TestHost Host(params (string Key, string? Value)[] settings) => Build(dispatches: true, store: null, settings);

    private TestHost Host(bool dispatches, params (string Key, string? Value)[] settings) => Build(dispatches, store: null, settings);

    private TestHost Build(bool dispatches, FailingStore? store, (string Key, string? Value)[] settings) => TestHost.Build(
        crm =>
        {
            crm.UseSqlite($"Data Source={_folder.PathOf("crm.db")}").AddLocalChannels(Messages);
            if (dispatches)
            {
                crm.DispatchOutbox().DispatchOutbox();
            }
        },
        before: services =>
        {
            if (store is not null)
            {
                services.AddSingleton<ICrmStore>(provider => store.Around(provider.GetRequiredService<Crm.Sdk.Plugins.IExtensions>()));
            }
        },
        settings);

    private static Task PutAsync(TestHost host, CrmScope scope, params string[] keys) => PutAsync(
        host, scope, [.. keys.Select(static key => new MessageDraft { Key = key, Channel = "file", Audience = Audience.Staff, Body = "b", Purpose = "service" })]);

    private static async Task PutAsync(TestHost host, CrmScope scope, params MessageDraft[] drafts)
    {
        await using ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(scope);
        await host.Services.GetRequiredService<IOutbox>().EnqueueAsync(session, drafts, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<OutboxStatus> StatusAsync(CrmScope scope)
    {
        await using TestHost reader = await Host(dispatches: false).StartAsync();
        OutboxStatus status = await reader.Services.GetRequiredService<IOutbox>().GetStatusAsync(scope, CancellationToken.None);
        await reader.StopAsync();
        return status;
    }

    /// <summary>Read only while nobody writes: the channel has the file for itself.</summary>
    private async Task<string[]> KeysAsync() => [.. (await File.ReadAllLinesAsync(Messages)).Select(static line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!)];

    private static Task DeliveredAsync(TestHost host, int count, CrmScope? scope = null) =>
        UntilAsync(async () => (await host.Services.GetRequiredService<IOutbox>().GetStatusAsync(scope ?? Ada, CancellationToken.None)).Sent >= count);

    /// <summary>Waits for what a real host does on its own threads.</summary>
    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var patience = new CancellationTokenSource(Child.DefaultLimit);
        while (!await happened())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }
}
