using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>DQ-5 on a host: archives are kept in order by a schedule, and only where the host was asked to.</summary>
public sealed class UpkeepServiceTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly (string, string?) EverySecond = ("Crm:Upkeep:Cron", "* * * * * ?");

    private readonly TempFolder _folder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task DQ_5_Upkeep_runs_at_its_times_for_each_tenant_and_tells_what_it_did()
    {
        await using TestHost host = await Host(EverySecond, ("Crm:Upkeep:Tenants:0", "north"), ("Crm:Upkeep:Tenants:1", "south")).StartAsync();

        await UntilAsync(() => Kept(host, "north") >= 2 && Kept(host, "south") >= 2);
        await host.StopAsync();

        Assert.DoesNotContain(host.Log, static entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task DQ_5_Upkeep_does_what_the_settings_ask_for()
    {
        await using TestHost host = await Host(EverySecond, ("Crm:Upkeep:PurgeDays", "0"), ("Crm:Upkeep:Actor", "night")).StartAsync();
        var customer = Customer.Individual(PersonName.Of("Ada", "Lovelace"));
        var scope = new CrmScope(TenantId.Default, "ada");
        await WriteAsync(host, scope, session => session.Add(customer));
        await using (ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(scope))
        {
            await host.Services.GetRequiredService<ICustomerRecycleBin>().RemoveAsync(session, customer.Id, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        await UntilAsync(() => host.Log.Any(static entry => entry.Text.Contains("1 purged", StringComparison.Ordinal)));
        await host.StopAsync();
    }

    [Fact]
    public async Task CR_7_Upkeep_assesses_again_whose_credit_is_due_where_the_settings_ask_for_it()
    {
        await using TestHost host = await Host(EverySecond, ("Crm:Upkeep:ReassessCredit", "true")).StartAsync();
        Customer customer = Customer.Enterprise("Acme");
        await WriteAsync(host, new CrmScope(TenantId.Default, "ada"), session =>
        {
            session.Add(customer);
            session.Add(new CreditAssessmentRecord
            {
                Id = CreditAssessmentId.New(), Customer = customer.Id, Model = "m", ModelVersion = 1, Policy = "p", PolicyVersion = 1, AsOf = new(2000, 1, 1), ValidUntil = new(2001, 1, 1), Grade = CreditGrade.A, ScoreMillionths = 0,
                ConfidenceMillionths = 0, TermDays = 0, Input = "{}",
            });
        });

        await UntilAsync(() => host.Log.Any(static entry => entry.Text == "The credit of tenant default was assessed again: 1 customers, 1 of them worse than before."));
        await UntilAsync(() => host.Log.Any(static entry => entry.Text == "The credit of tenant default was assessed again: 0 customers, 0 of them worse than before."));
        await host.StopAsync();
    }

    [Fact]
    public async Task Upkeep_can_be_switched_off_by_the_configuration()
    {
        await using TestHost host = await Host(EverySecond, ("Crm:Upkeep:Enabled", "false")).StartAsync();

        await UntilAsync(() => host.Log.Any(static entry => entry.Text == "Archives are not kept by this host: Crm:Upkeep:Enabled is false."));
        await host.StopAsync();

        Assert.Equal(0, Kept(host, "default"));
    }

    [Fact]
    public async Task Settings_that_cannot_be_kept_stop_the_host_at_its_start_and_are_named()
    {
        OptionsValidationException wrong = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            Host(("Crm:Upkeep:Cron", "at night"), ("Crm:Upkeep:Zone", "Mars/Olympus"), ("Crm:Upkeep:ArchiveIdleDays", "0")).StartAsync());

        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Upkeep:Cron is 'at night'", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Upkeep:Zone is 'Mars/Olympus'", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Upkeep:ArchiveIdleDays is 0", StringComparison.Ordinal));
    }

    private TestHost Host(params (string, string?)[] settings) =>
        TestHost.Build(crm => crm.UseSqlite($"Data Source={_folder.PathOf("crm.db")}").KeepArchives(), settings: settings);

    private static int Kept(TestHost host, string tenant) => host.Log.Count(entry => entry.Text.StartsWith($"The archives of tenant {tenant} were kept", StringComparison.Ordinal));

    private static async Task WriteAsync(TestHost host, CrmScope scope, Action<ICrmSession> write)
    {
        await using ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(scope);
        write(session);
        await session.CommitAsync(CancellationToken.None);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
