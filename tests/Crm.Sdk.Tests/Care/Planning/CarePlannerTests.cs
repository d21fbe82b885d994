using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.Segments;
using Crm.Sdk.Tasks;
using Crm.Sdk.Tests.Notifications;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>What runs of plans write, and what previews say (CA-1, CA-7).</summary>
public sealed class CarePlannerTests
{
    private static readonly LocalDate Day = CareDesk.Today;

    private static readonly CarePlan Birthday = CareDesk.Plan("""{"type":"birthday"}""", "\"at\":\"09:00\",\"priority\":70");

    [Fact]
    public async Task CA_1_A_run_puts_the_message_into_the_outbox_in_the_customers_language_and_time()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer customer = await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 2), Name = "李雷", Language = "zh-CN", Zone = "Asia/Shanghai" });
        await desk.SaveAsync(Birthday);

        CareReport report = await desk.RunAsync(Day);

        Assert.Equal(1, report.Planned);
        OutboxMessage message = Assert.Single(await desk.Fixture.AllAsync());
        Assert.Equal(("sms", "zh", "service", "plan:p", 70), (message.Channel, message.Language, message.Purpose, message.Cause, message.Priority));
        Assert.Equal((Instant.FromUtc(2026, 1, 2, 1, 0), Instant.FromUtc(2026, 1, 7, 1, 0)), (message.NotBefore!.Value, message.UseBy!.Value));
        CareOccurrence occurrence = Assert.Single(await desk.Fixture.RecordsAsync<CareOccurrence>());
        Assert.Equal((customer.Id, "birthday", 2026, Day, message.Id, 1), (occurrence.Customer, occurrence.Occasion, occurrence.Year, occurrence.Day, occurrence.Action!.Value.Id, occurrence.PlanVersion));
    }

    [Fact]
    public async Task CA_1_An_occasion_is_planned_once_however_often_the_plan_runs_and_again_the_next_year()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 2) });
        await desk.SaveAsync(Birthday);

        Assert.Equal<long[]>([1, 0, 0, 0, 1], await RunsAsync(desk, Day, Day, Day.PlusDays(1), Day.PlusDays(2), Day.PlusYears(1)));
        Assert.Equal(2, (await desk.Fixture.AllAsync()).Count);
    }

    [Fact]
    public async Task CA_1_A_missed_run_is_caught_up_within_the_plans_days_and_not_later()
    {
        foreach ((int late, long planned) in new[] { (2, 1L), (3, 0L) })
        {
            CareDesk desk = await CareDesk.StartAsync();
            await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 2) });
            await desk.SaveAsync(Birthday);

            Assert.Equal(planned, (await desk.RunAsync(Day.PlusDays(late))).Planned);
        }
    }

    [Fact]
    public async Task CA_1_Two_hosts_at_once_plan_each_occasion_once()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.AddAsync([.. Enumerable.Range(0, 500).Select(static i => Customer.Enterprise($"C{i}") with { Phone = "+8613800138000", Birth = BirthDate.GregorianWithoutYear(1, 2) })]);
        await desk.SaveAsync(Birthday);

        CareReport[] reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.RunAsync(Day))));

        Assert.Equal(500, reports.Sum(static report => report.Planned));
        Assert.Equal(500, (await desk.Fixture.AllAsync()).Count);
        Assert.Equal(500, (await desk.Fixture.RecordsAsync<CareOccurrence>()).Count);
    }

    [Fact]
    public async Task CA_1_The_first_channel_that_reaches_the_customer_is_taken()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer byMail = await desk.CustomerAsync(static c => c with { Phone = null, Email = "a@example.com" });
        Customer tooLong = await desk.CustomerAsync(static c => c with { Name = new string('x', 60), Email = "b@example.com" });
        Customer refused = await desk.CustomerAsync(static c => c with { PhoneState = ContactPointState.DoNotUse, Email = "c@example.com" });
        Customer nowhere = await desk.CustomerAsync(static c => c with { Phone = null });

        IReadOnlyList<CareLine> lines = await desk.PreviewAsync(CareDesk.Plan("""{"type":"on","date":"2026-01-02"}"""));

        Assert.Equal(["mail", "mail", "mail", null], new[] { byMail, tooLong, refused, nowhere }.Select(customer => lines.Single(line => line.Customer == customer.Id).Channel));
        Assert.Equal("gate.no-address(Phone)", lines.Single(line => line.Customer == nowhere.Id).LeftOut?.ToString());
    }

    [Fact]
    public async Task CA_3_The_other_channels_that_reach_the_customer_stand_behind_the_first()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync(static c => c with { Email = "both@example.com" });
        await desk.CustomerAsync(static c => c with { Email = null });
        await desk.SaveAsync(CareDesk.Plan("""{"type":"on","date":"2026-01-02"}"""));
        await desk.RunAsync(Day);

        IReadOnlyList<OutboxMessage> messages = await desk.Fixture.AllAsync();

        Assert.Equal(["", "sms mail"], messages.Select(static message => string.Join(' ', message.ChannelOrder)).Order(StringComparer.Ordinal));
        Assert.All(messages, static message => Assert.Equal("sms", message.Channel));
    }

    [Fact]
    public async Task CA_7_A_preview_explains_every_customer_and_writes_nothing()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer north = await desk.CustomerAsync(static c => c with { Region = "north", Key = "N", Birth = BirthDate.GregorianWithoutYear(1, 2) });
        Customer south = await desk.CustomerAsync(static c => c with { Region = "south", Birth = BirthDate.GregorianWithoutYear(1, 2) });
        Customer later = await desk.CustomerAsync(static c => c with { Region = "north", Birth = BirthDate.GregorianWithoutYear(5, 2) });
        Customer noConsent = await desk.CustomerAsync(static c => c with { Region = "north", Birth = BirthDate.GregorianWithoutYear(1, 2) });
        await desk.ChangeAsync(session => desk.Consents.RecordAsync(session, ConsentEntry.Of(north.Id, "care", "sms", ConsentState.Granted, CareDesk.At(Day.PlusDays(-1)).Instant, ConsentMethods.Form), CancellationToken.None));
        CarePlan plan = Birthday with { Segment = Segment.Where("region").Is("north"), Message = Birthday.Message! with { Purpose = "care" } };

        IReadOnlyList<CareLine> lines = await desk.PreviewAsync(plan);

        Assert.Equal(
            [(north.Id, null), (south.Id, "care.not-in-segment"), (later.Id, "care.no-occasion"), (noConsent.Id, "gate.no-consent")],
            lines.OrderBy(static line => line.Customer).Select(static line => (line.Customer, line.LeftOut?.Code)));
        Assert.Equal(("N", "Dear Ada, all the best"), lines.Single(static line => line.IsPlanned) is var planned ? (planned.CustomerKey, planned.Message!.Body) : default);
        Assert.Empty(await desk.Fixture.AllAsync());
        Assert.Empty(await desk.Fixture.RecordsAsync<CareOccurrence>());

        await desk.SaveAsync(plan);
        CareReport report = await desk.RunAsync(Day);
        Assert.Equal(1, report.Planned);
        Assert.Equal([new CareSkips("care.no-occasion", 1), new CareSkips("gate.no-consent", 1)], report.Skipped);
    }

    [Fact]
    public async Task CA_1_A_task_goes_to_the_owner_with_its_cost_on_a_workday()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.EmployeeAsync();
        Customer customer = await desk.CustomerAsync(static c => c with { Owner = "li", Birth = BirthDate.GregorianWithoutYear(2, 17) });
        await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(2, 17) });
        await desk.SaveAsync(CarePlanJson.Read("""{"name":"gift","trigger":{"type":"birthday"},"task":{"type":"gift","title":"Tea","cost":{"amount":88,"currency":"CNY"}},"workdays":"before"}"""));

        CareReport report = await desk.RunAsync(new LocalDate(2026, 2, 17)); // the first day of the Spring Festival

        Assert.Equal(1, report.Planned);
        Assert.Equal([new CareSkips("care.no-owner", 1)], report.Skipped);
        CrmTask task = Assert.Single(await desk.Fixture.RecordsAsync<CrmTask>());
        Assert.Equal((customer.Id, "li", "gift", Money.Of(88m, "CNY"), new LocalDate(2026, 2, 14)), (task.Customer!.Value, task.Owner, task.Type, task.Cost!.Value, task.DueOn!.Value));
        Assert.Equal(0, (await desk.RunAsync(new LocalDate(2026, 2, 17))).Planned);
    }

    [Fact]
    public async Task CA_1_A_reminder_goes_to_the_owner_and_asks_for_no_consent()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.EmployeeAsync();
        await desk.CustomerAsync(static c => c with { Owner = "li", Birth = BirthDate.GregorianWithoutYear(1, 2), Phone = null });
        await desk.SaveAsync(Birthday with { ToOwner = true, Message = Birthday.Message! with { Purpose = "marketing", Channels = ["robot"] } });

        Assert.Equal(1, (await desk.RunAsync(Day)).Planned);
        Assert.Equal((Audience.Staff, "robot"), Assert.Single(await desk.Fixture.AllAsync()) is { } message ? (message.Audience, message.Channel) : default);
    }

    [Fact]
    public async Task CA_1_Who_was_greeted_before_a_merge_is_not_greeted_again_after_it()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer survivor = await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(5, 5) });
        Customer loser = await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 2) });
        await desk.SaveAsync(Birthday);
        Assert.Equal(1, (await desk.RunAsync(Day)).Planned);
        await desk.ChangeAsync(async session =>
        {
            await new CustomerMerging(desk.Fixture.Memory, desk.Fixture.Crm.Model, OutboxFixture.Protector, desk.Fixture.Clock).MergeAsync(session, survivor.Id, loser.Id, null, CancellationToken.None);
        });
        await desk.ChangeAsync(async session => session.Update((await session.FindAsync<Customer>(survivor.Id, CancellationToken.None))! with { Birth = BirthDate.GregorianWithoutYear(1, 2) }));

        CareReport report = await desk.RunAsync(Day.PlusDays(1));

        Assert.Equal((0, "care.already-planned"), (report.Planned, Assert.Single(report.Skipped).Reason));
    }

    [Fact]
    public async Task CA_1_A_plan_that_rests_is_not_run_and_each_save_is_a_version()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 2) });
        await desk.SaveAsync(Birthday);
        await desk.SaveAsync(Birthday with { IsActive = false });

        Assert.Equal(0, (await desk.RunAsync(Day)).Planned);
        Assert.Equal((2, false), Assert.Single(await desk.Planner.Plans.ListAsync(CareDesk.Scope, CancellationToken.None)) is var saved ? (saved.Version, saved.ToPlan().IsActive) : default);
        Assert.Equal(CareErrorCodes.UnknownPlan, (await Assert.ThrowsAsync<CareException>(() => desk.RunAsync(Day, "gone"))).Code);
    }

    private static async Task<long[]> RunsAsync(CareDesk desk, params LocalDate[] days)
    {
        List<long> planned = [];
        foreach (LocalDate day in days)
        {
            planned.Add((await desk.RunAsync(day)).Planned);
        }

        return [.. planned];
    }
}
