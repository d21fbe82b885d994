using Crm.Sdk.Campaigns;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Segments;
using Crm.Sdk.Service;
using Crm.Sdk.Tests.Care;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Campaigns;

/// <summary>Campaigns from plan to report (CA-8).</summary>
public sealed class CampaignTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Instant Start = CareDesk.At(CareDesk.Today).Instant;

    [Fact]
    public async Task CA_8_Steps_wait_and_branch_on_what_customers_did_and_the_control_group_is_left_alone()
    {
        (CareDesk desk, Customer[] customers) = await StartAsync(10, """
            "controlPercent":20,
            "steps":[ {"template":"greeting","purpose":"service","channels":["sms"],"cost":{"amount":1,"currency":"CNY"}},
                      {"waitDays":3,"when":"not-responded","template":"greeting","purpose":"service","channels":["sms"],"cost":{"amount":1,"currency":"CNY"}},
                      {"waitDays":1,"when":"bought","template":"greeting","purpose":"service","channels":["sms"]} ]
            """);
        CampaignDesk campaigns = Campaigns(desk);
        CampaignProgress launched = await campaigns.LaunchAsync(CareDesk.Scope, "c", None);
        CampaignProgress again = await campaigns.LaunchAsync(CareDesk.Scope, "c", None);
        CampaignProgress first = await RunAsync(desk, 0), twice = await RunAsync(desk, 0), early = await RunAsync(desk, 2);
        CampaignMember[] treated = [.. (await desk.Fixture.RecordsAsync<CampaignMember>()).Where(static member => member.Variant is not null).OrderBy(static member => member.Customer)];
        await desk.AddAsync(Interaction.Of(treated[0].Customer, InteractionTypes.Inquiry, Start + Duration.FromDays(1)) with { Direction = InteractionDirection.Inbound });
        await desk.AddAsync(Order.Place(treated[1].Customer, Start + Duration.FromDays(2), OrderLine.OfTotal("drill", 1, Money.Of(100m, "CNY"))));
        CampaignProgress second = await RunAsync(desk, 3), third = await RunAsync(desk, 4), end = await RunAsync(desk, 30);

        Assert.Equal((10L, 0L), (launched.Enrolled, again.Enrolled));
        Assert.Equal((8L, 0L, 0L), (first.Messages, twice.Messages, early.Messages));
        Assert.Equal((7L, 1L), (second.Messages, second.Passed)); // one had turned to us
        Assert.Equal((1L, 7L), (third.Messages, third.Passed)); // one had bought
        Assert.Equal(new CampaignProgress(), end);
        Assert.Equal(16, (await desk.Fixture.RecordsAsync<OutboxMessage>()).Count);
        Assert.DoesNotContain(await desk.Fixture.RecordsAsync<OutboxMessage>(), message => !treated.Any(member => member.Customer == message.Customer));
        Assert.Equal(10, customers.Length);
    }

    [Fact]
    public async Task CA_8_A_report_sets_each_variant_against_the_control_group_by_the_stated_rule()
    {
        (CareDesk desk, _) = await StartAsync(20, """
            "controlPercent":50,"attributionDays":10,
            "steps":[ {"template":"greeting","purpose":"service","channels":["sms"],"cost":{"amount":2.5,"currency":"CNY"}} ]
            """);
        await Campaigns(desk).LaunchAsync(CareDesk.Scope, "c", None);
        await RunAsync(desk, 0);
        IReadOnlyList<CampaignMember> members = await desk.Fixture.RecordsAsync<CampaignMember>();
        CustomerId[] treated = [.. members.Where(static member => member.Variant is not null).Select(static member => member.Customer)], control = [.. members.Where(static member => member.Variant is null).Select(static member => member.Customer)];
        Order returned = Bought(treated[3], 2, 50);
        await desk.AddAsync(
            Bought(treated[0], 1, 100), Bought(treated[1], 9, 60), Bought(treated[2], 11, 999), Bought(treated[2], -1, 999), // the last two lie outside the days
            returned, Bought(control[0], 5, 40), Bought(treated[4], 1, 70) with { Status = OrderStatus.Cancelled });
        await desk.AddAsync(Order.Return(returned, Start + Duration.FromDays(3), [], new ReturnedLine(0, 1)));
        CampaignReport report = await new CampaignReader(desk.Fixture.Crm, desk.Fixture.Memory).ReportAsync(CareDesk.Scope, "c", CareDesk.At(CareDesk.Today.PlusDays(60)), None);

        CampaignGroup left = report.Groups[0], written = report.Groups[1];
        Assert.Equal((null, 10L, 0L, 1L, Money.Of(40m, "CNY"), Money.Of(0m, "CNY")), (left.Variant, left.Members, left.Messages, left.Buyers, left.Revenue, left.Cost));
        Assert.Equal(("a", 10L, 10L, 2L, Money.Of(160m, "CNY"), Money.Of(25m, "CNY")), (written.Variant, written.Members, written.Messages, written.Buyers, written.Revenue, written.Cost));
        Assert.Equal(0.1, written.Lift!.Value, 12);
        Assert.InRange(0, written.Lift.Low, written.Lift.High); // ten against ten show nothing yet
        Assert.Equal((Money.Of(120m, "CNY"), 3.8), (written.Incremental!.Value, written.Return!.Value)); // (120 − 25) ÷ 25
        Assert.Equal((0L, 0), (report.Open, report.Stopped.Count));
    }

    [Fact]
    public async Task CA_8_The_budget_is_never_exceeded()
    {
        (CareDesk desk, _) = await StartAsync(10, """
            "controlPercent":0,"budget":{"amount":7,"currency":"CNY"},
            "steps":[ {"template":"greeting","purpose":"service","channels":["sms"],"cost":{"amount":2,"currency":"CNY"}} ]
            """);
        await Campaigns(desk).LaunchAsync(CareDesk.Scope, "c", None);

        CampaignProgress run = await RunAsync(desk, 0);

        Assert.Equal((3L, 7L), (run.Messages, run.Stopped));
        Assert.Equal(Money.Of(6m, "CNY"), Assert.Single(await desk.Fixture.RecordsAsync<Campaign>()).Spent);
        Assert.Equal(7, (await desk.Fixture.RecordsAsync<CampaignMember>()).Count(static member => member.StoppedBy == "campaign.budget"));
    }

    [Fact]
    public async Task CA_8_Variants_have_steps_of_their_own_and_what_was_stopped_or_is_over_sends_nothing()
    {
        (CareDesk desk, _) = await StartAsync(9, """
            "controlPercent":0,"variants":[{"code":"a","weight":2},{"code":"b","weight":1}],
            "steps":[ {"variant":"a","template":"greeting","purpose":"service","channels":["sms"]}, {"variant":"b","template":"greeting","purpose":"service","channels":["sms"]},
                      {"waitDays":300,"template":"greeting","purpose":"service","channels":["sms"]} ]
            """);
        await Campaigns(desk).LaunchAsync(CareDesk.Scope, "c", None);
        CampaignProgress first = await RunAsync(desk, 0);
        CampaignProgress over = await RunAsync(desk, 301);
        await Campaigns(desk).StopAsync(CareDesk.Scope, "c", None);

        Assert.Equal((9L, 9L), (first.Messages, first.Passed));
        Assert.Equal(6, (await desk.Fixture.RecordsAsync<CampaignMember>()).Count(static member => member.Variant == "a"));
        Assert.Equal((0L, 9L), (over.Messages, over.Stopped));
        Assert.Equal(CampaignErrorCodes.WrongState, (await Assert.ThrowsAsync<CrmException>(() => Campaigns(desk).LaunchAsync(CareDesk.Scope, "c", None))).Code);
        Assert.Equal(CampaignErrorCodes.WrongState, (await Assert.ThrowsAsync<CrmException>(() => desk.ChangeAsync(session => CampaignDesk.SaveAsync(session, Storage.KindSamples.CampaignPlan with { Code = "c" }, None)))).Code);
        Assert.Equal(CampaignErrorCodes.UnknownCampaign, (await Assert.ThrowsAsync<CrmException>(() => Campaigns(desk).LaunchAsync(CareDesk.Scope, "d", None))).Code);
    }

    [Fact]
    public void A_campaign_reads_as_it_was_written_and_what_is_wrong_is_named()
    {
        CampaignPlan plan = Storage.KindSamples.CampaignPlan;
        string json = CampaignJson.Write(plan);

        Assert.Equal(plan, CampaignJson.Read(json));
        Assert.Equal(json, CampaignJson.Write(CampaignJson.Read(json)));
        Assert.Equal(CampaignErrorCodes.BadCampaign, Assert.Throws<CrmException>(static () => CampaignJson.Read("""{"code":"c"}""")).Code);
        Assert.Contains("/steps/0/when", Assert.Throws<CrmException>(() => CampaignJson.Read(json.Replace("\"always\"", "\"sometimes\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("campaign.step.variant", Assert.Throws<CrmException>(() => CampaignJson.Read(json.Replace("\"variant\":\"b\"", "\"variant\":\"c\"", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    private static Order Bought(CustomerId customer, int day, decimal amount) => Order.Place(customer, Start + Duration.FromDays(day), OrderLine.OfTotal("drill", 1, Money.Of(amount, "CNY")));

    private static Task<CampaignProgress> RunAsync(CareDesk desk, int day) =>
        new CampaignRunner(desk.Fixture.Crm, desk.Fixture.Memory, Campaigns(desk), desk.Planner, desk.Fixture.Outbox, TimeProvider.System).RunAsync(CareDesk.Scope, null, Start + Duration.FromDays(day), None);

    private static CampaignDesk Campaigns(CareDesk desk) => new(
        desk.Fixture.Crm, new SegmentService(desk.Fixture.Crm, desk.Fixture.Memory, AttributeCatalogue.Standard, desk.Extensions, new ClassifierSettings(), TimeProvider.System), desk.Fixture.Clock, TimeProvider.System);

    private static async Task<(CareDesk Desk, Customer[] Customers)> StartAsync(int count, string rest)
    {
        CareDesk desk = await CareDesk.StartAsync();
        desk.Fixture.Clock.Set(Start);
        var customers = new Customer[count];
        for (int i = 0; i < count; i++)
        {
            customers[i] = await desk.CustomerAsync();
        }

        string budget = rest.Contains("budget", StringComparison.Ordinal) ? string.Empty : "\"budget\":{\"amount\":1000,\"currency\":\"CNY\"},";
        await desk.ChangeAsync(session => CampaignDesk.SaveAsync(session, CampaignJson.Read($$"""{"code":"c","english":"C","chinese":"活动","goal":"g","start":"2026-01-02","end":"2026-03-31",{{budget}}{{rest}}}"""), None));
        return (desk, customers);
    }
}
