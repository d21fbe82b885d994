using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>When plans find an occasion (CA-1). Each customer's own calendar counts.</summary>
public sealed class TriggerTests
{
    private static readonly LocalDate Day = CareDesk.Today;

    [Theory]
    [InlineData("""{"type":"festival","festival":"spring-festival","daysAhead":7}""", "2026-02-10", "festival 2026 2026-02-17")]
    [InlineData("""{"type":"festival","festival":"spring-festival-eve"}""", "2026-02-16", "festival 2025 2026-02-16")]
    [InlineData("""{"type":"festival","festival":"new-year","daysAhead":3}""", "2026-12-29", "festival 2027 2027-01-01")]
    [InlineData("""{"type":"on","date":"2026-03-08"}""", "2026-03-08", "on 0 2026-03-08")]
    [InlineData("""{"type":"on","date":"2026-03-08"}""", "2026-03-11", "care.no-occasion()")]
    [InlineData("""{"type":"on","date":"2026-03-08"}""", "2026-03-07", "care.no-occasion()")]
    [InlineData("""{"type":"periodic","every":2,"unit":"weeks","from":"2026-01-05"}""", "2026-03-02", "every 4 2026-03-02")]
    [InlineData("""{"type":"periodic","every":1,"unit":"months","from":"2026-01-31"}""", "2026-02-28", "every 1 2026-02-28")]
    [InlineData("""{"type":"periodic","every":10,"unit":"days","from":"2026-01-05"}""", "2026-01-04", "care.no-occasion()")]
    [InlineData("""{"type":"date","of":"added","repeat":"yearly","daysAhead":1}""", "2027-01-01", "added 2027 2027-01-02")]
    [InlineData("""{"type":"date","of":"added","repeat":"yearly"}""", "2026-01-02", "care.no-occasion()")]
    [InlineData("""{"type":"silence","days":30}""", "2026-02-01", "silence 0 2026-02-01")]
    [InlineData("""{"type":"silence","days":30}""", "2026-01-31", "care.no-occasion()")]
    [InlineData("""{"type":"silence","days":30}""", "2026-08-01", "silence 0 2026-02-01")]
    public async Task CA_1_A_trigger_finds_its_day(string trigger, string on, string found)
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync();

        Assert.Equal(found, await desk.FindsAsync(CareDesk.Plan(trigger), NodaTime.Text.LocalDatePattern.Iso.Parse(on).Value));
    }

    [Fact]
    public async Task CA_1_A_stage_is_found_on_the_day_on_which_it_was_entered_and_the_one_of_the_beginning_is_not()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.AddAsync(new CustomerLifecycle
        {
            Id = CustomerLifecycle.IdOf(customer.Id), Customer = customer.Id, Definition = "crm.standard", DefinitionVersion = 1, Zone = "UTC", AsOf = CareDesk.At(Day.PlusDays(9)).Instant,
            Changes =
            [
                new(LifecycleStages.FirstPurchase, RelationshipPhases.Exploration, CareDesk.At(Day).Instant, StageCause.Begin),
                new(LifecycleStages.AtRisk, RelationshipPhases.Decline, CareDesk.At(Day.PlusDays(5)).Instant, StageCause.Time, LifecycleFactTypes.Purchase),
            ],
        });

        Assert.Equal($"stage 0 {Day.PlusDays(5):uuuu-MM-dd}", await desk.FindsAsync(CareDesk.Plan("""{"type":"stage","to":["at-risk"]}"""), Day.PlusDays(5)));
        Assert.Equal("care.no-occasion()", await desk.FindsAsync(CareDesk.Plan("""{"type":"stage","to":["lost"]}"""), Day.PlusDays(5)));
        Assert.Equal("care.no-occasion()", await desk.FindsAsync(CareDesk.Plan("""{"type":"stage"}"""), Day));
    }

    [Fact]
    public async Task CA_1_A_dated_attribute_of_the_archive_is_kept_once_or_every_year()
    {
        AttributeDefinition wedding = AttributeCatalogue.Standard.All.First(static attribute => attribute.Type == AttributeType.Date);
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync(c => c.WithAttribute(wedding.Name, "2020-02-29"));
        string of = $"attr.{wedding.Name}";

        Assert.Equal($"{of} 2026 2026-02-28", await desk.FindsAsync(CareDesk.Plan($$"""{"type":"date","of":"{{of}}","repeat":"yearly","daysAhead":2}"""), new LocalDate(2026, 2, 26)));
        Assert.Equal("care.no-occasion()", await desk.FindsAsync(CareDesk.Plan($$"""{"type":"date","of":"{{of}}"}"""), new LocalDate(2026, 2, 28)));
    }

    [Fact]
    public async Task CA_1_Silence_counts_every_channel_and_comes_once_for_each_silence()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        CarePlan plan = CareDesk.Plan("""{"type":"silence","days":30}""");
        await desk.SaveAsync(plan);
        await desk.AddAsync(Interaction.Of(customer.Id, InteractionTypes.Call, CareDesk.At(Day.PlusDays(3)).Instant));
        await desk.AddAsync(Order.Place(customer.Id, CareDesk.At(Day.PlusDays(5)).Instant, OrderLine.Of("tea", 1, UnitPrice.Of(10m, "CNY"))));

        Assert.Equal("care.no-occasion()", await desk.FindsAsync(plan, Day.PlusDays(34)));
        Assert.Equal(1, (await desk.RunAsync(Day.PlusDays(35))).Planned);
        Assert.Equal(0, (await desk.RunAsync(Day.PlusDays(40))).Planned);
        await desk.AddAsync(Interaction.Of(customer.Id, InteractionTypes.Call, CareDesk.At(Day.PlusDays(50)).Instant));
        Assert.Equal(0, (await desk.RunAsync(Day.PlusDays(79))).Planned);
        Assert.Equal(1, (await desk.RunAsync(Day.PlusDays(80))).Planned);
    }

    [Fact]
    public async Task CA_1_After_a_purchase_counts_from_the_delivery_and_not_for_what_was_taken_back()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        CarePlan plan = CareDesk.Plan("""{"type":"after-order","days":7,"products":["drill"]}""");
        Order order = Order.Place(customer.Id, CareDesk.At(Day).Instant, OrderLine.Of("drill", 1, UnitPrice.Of(10m, "CNY"))) with { DeliveredAt = CareDesk.At(Day.PlusDays(4)).Instant };
        await desk.AddAsync(order, Order.Place(customer.Id, CareDesk.At(Day).Instant, OrderLine.Of("tea", 1, UnitPrice.Of(10m, "CNY"))));

        Assert.Equal("care.no-occasion()", await desk.FindsAsync(plan, Day.PlusDays(10)));
        Assert.Equal($"after-order 0 {Day.PlusDays(11):uuuu-MM-dd}", await desk.FindsAsync(plan, Day.PlusDays(11)));
        await desk.AddAsync(Order.Return(order, CareDesk.At(Day.PlusDays(6)).Instant, [], new ReturnedLine(0, 1)));
        Assert.Equal("care.no-occasion()", await desk.FindsAsync(plan, Day.PlusDays(11)));
    }

    [Fact]
    public async Task CA_1_After_a_service_and_for_warranties_and_maintenance_of_owned_items()
    {
        CareDesk desk = await CareDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.AddAsync(Interaction.Of(customer.Id, InteractionTypes.Repair, CareDesk.At(Day).Instant));
        await desk.AddAsync(OwnedItem.Of(customer.Id, "drill") with { BoughtOn = Day, WarrantyEnd = Day.PlusYears(1), MaintenanceInterval = Period.FromMonths(6) });

        Assert.StartsWith("after-service 0", await desk.FindsAsync(CareDesk.Plan("""{"type":"after-service","days":3,"types":["repair"]}"""), Day.PlusDays(3)), StringComparison.Ordinal);
        Assert.Equal("care.no-occasion()", await desk.FindsAsync(CareDesk.Plan("""{"type":"after-service","days":3,"types":["visit"]}"""), Day.PlusDays(3)));
        Assert.Equal($"warranty-end 0 {Day.PlusYears(1):uuuu-MM-dd}", await desk.FindsAsync(CareDesk.Plan("""{"type":"date","of":"warranty-end","daysAhead":30}"""), Day.PlusYears(1).PlusDays(-30)));
        Assert.Equal($"maintenance-due 0 {Day.PlusMonths(6):uuuu-MM-dd}", await desk.FindsAsync(CareDesk.Plan("""{"type":"date","of":"maintenance-due"}"""), Day.PlusMonths(6)));
    }

    [Fact]
    public async Task CA_1_Days_and_times_are_those_of_the_customers_zone()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.CustomerAsync(static c => c with { Birth = BirthDate.GregorianWithoutYear(1, 3), Zone = "Pacific/Auckland" });
        CarePlan plan = CareDesk.Plan("""{"type":"birthday"}""", "\"at\":\"09:00\"");

        CareLine line = (await desk.PreviewAsync(plan, Day)).Single(); // 08:00 UTC on 2 January is 21:00 there
        Assert.Equal("care.no-occasion", line.LeftOut?.Code);
        await foreach (CareLine next in desk.Planner.PreviewAsync(CareDesk.Scope, plan, CareDesk.At(Day, 12), CancellationToken.None)) // 01:00 on the 3rd
        {
            Assert.Equal(Instant.FromUtc(2026, 1, 2, 20, 0), next.NotBefore); // 09:00 on the 3rd
        }
    }

    [Fact]
    public async Task PL_1_A_plugins_trigger_is_asked_like_a_built_in_one_and_its_failure_is_no_silence()
    {
        var renewal = new Renewal();
        CareDesk desk = await CareDesk.StartAsync(renewal);
        await desk.CustomerAsync();
        CarePlan plan = CareDesk.Plan("""{"type":"acme.renewal","days":5}""");

        Assert.Equal($"renewal 1 {Day.PlusDays(5):uuuu-MM-dd}", await desk.FindsAsync(plan, Day));
        Assert.Equal(CareErrorCodes.BadPlanValue, (await Assert.ThrowsAsync<CareException>(() => desk.SaveAsync(CareDesk.Plan("""{"type":"acme.renewal"}""")))).Code);
        renewal.Fails = true;
        Assert.Equal(CareErrorCodes.TriggerFailed, (await Assert.ThrowsAsync<CareException>(() => desk.PreviewAsync(plan))).Code);
    }

    private sealed class Renewal : ICareTrigger
    {
        public bool Fails { get; set; }

        public string Type => "acme.renewal";

        public ValueList<TemplateVariable> Variables => [];

        public string? Check(string settings) => settings == """{"days":5}""" ? null : "give days";

        public ValueTask<IReadOnlyList<ValueList<CareOccasion>>> FindAsync(string settings, IReadOnlyList<CareSubject> subjects, AsOf asOf, CancellationToken cancellationToken) =>
            Fails ? throw new InvalidOperationException() : new([.. subjects.Select(static subject => (ValueList<CareOccasion>)[new CareOccasion("renewal", 1, subject.Today.PlusDays(5))])]);
    }
}
