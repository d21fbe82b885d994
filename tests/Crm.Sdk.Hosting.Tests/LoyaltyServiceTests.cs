using Crm.Sdk.Customers;
using Crm.Sdk.Hosting.Tests.Infrastructure;
using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Hosting.Tests;

/// <summary>What falls due in loyalty programmes is done by the host, again and again (LO-1, LO-2).</summary>
public sealed class LoyaltyServiceTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly CrmScope Ada = new(TenantId.Default, "ada");

    private readonly TempFolder _folder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task LO_1_Points_that_were_promised_become_spendable_and_lapse_without_anybody_asking()
    {
        await using TestHost host = await Host(("Crm:Loyalty:Every", "00:00:01")).StartAsync();
        Customer member = Customer.Enterprise("Acme");
        Instant now = SystemClock.Instance.GetCurrentInstant();
        await using (ICrmSession session = host.Services.GetRequiredService<ICrm>().OpenSession(Ada))
        {
            session.Add(member);
            await LoyaltyProgrammes.SaveAsync(session, LoyaltyProgramme.Default with { TitleEn = "Club" }, CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        PostingOutcome posted = (await host.Services.GetRequiredService<PointsPoster>().PostAsync(
            Ada,
            [PointsPosting.Earn("e", member.Id, 10) with { MaturesAt = now + Duration.FromSeconds(2) }],
            CancellationToken.None))[0];
        Assert.Null(posted.Refusal);

        await UntilAsync(() => host.Log.Any(static entry => entry.Text.StartsWith("The loyalty programmes of tenant default were kept: points of 1 accounts, 0 reservations", StringComparison.Ordinal)));
        await host.StopAsync();
        Assert.DoesNotContain(host.Log, static entry => entry.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task It_can_be_switched_off_and_settings_that_cannot_be_kept_stop_the_host_at_its_start()
    {
        await using TestHost host = await Host(("Crm:Loyalty:Enabled", "false")).StartAsync();
        await UntilAsync(() => host.Log.Any(static entry => entry.Text == "Loyalty programmes are not kept by this host: Crm:Loyalty:Enabled is false."));
        await host.StopAsync();

        OptionsValidationException wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => Host(("Crm:Loyalty:Every", "00:00:00"), ("Crm:Loyalty:Actor", "")).StartAsync());
        Assert.Contains(wrong.Failures, static failure => failure.StartsWith("Crm:Loyalty:Every is 00:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LO_2_The_terms_of_referrals_are_settings()
    {
        await using TestHost host = await Host(("Crm:Referral:ReferrerPoints", "500"), ("Crm:Referral:Minimum", "99.5"), ("Crm:Referral:Currency", "CNY"), ("Crm:Loyalty:Enabled", "false")).StartAsync();

        ReferralTerms terms = host.Services.GetRequiredService<ReferralTerms>();
        await host.StopAsync();

        Assert.Equal((500, Money.Of(99.5m, "CNY"), 30), (terms.ReferrerPoints, terms.Minimum, terms.ReturnDays));
    }

    private TestHost Host(params (string, string?)[] settings) =>
        TestHost.Build(crm => crm.UseSqlite($"Data Source={_folder.PathOf("crm.db")}").KeepLoyalty(), settings: settings);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
