using Crm.Sdk.Care;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Organization;
using Crm.Sdk.Service;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tasks;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care.Visits;

/// <summary>Return visits from plan to follow-up (CA-4).</summary>
public sealed class VisitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Survey Survey = new()
    {
        Code = "visit", English = "Visit", Chinese = "回访",
        Questions =
        [
            new("product", "The product?", "产品？") { Scale = AnswerScales.Csat, About = QuestionSubject.Product },
            new("person", "Who served you?", "服务人员？") { Scale = AnswerScales.Csat, About = QuestionSubject.Person },
        ],
    };

    [Fact]
    public async Task CA_4_A_visit_after_a_service_goes_to_a_member_who_did_not_serve_and_its_answers_needs_and_follow_ups_are_recorded()
    {
        (CareDesk desk, Customer customer) = await StartAsync();
        await desk.SaveAsync(Plan("""{"type":"after-service","days":3}"""));
        CareReport report = await desk.RunAsync(CareDesk.Today);
        CareReport again = await desk.RunAsync(CareDesk.Today);
        CrmTask task = (await desk.Fixture.RecordsAsync<CrmTask>()).Single(static one => one.Type == TaskTypes.Visit);

        desk.Fixture.Clock.Set(CareDesk.At(CareDesk.Today, hour: 10).Instant);
        VisitRecord? visit = null;
        await desk.ChangeAsync(async session => visit = await Visits(desk).RecordAsync(session, task.Key!, new VisitReport(desk.Fixture.Clock.GetCurrentInstant(), InteractionChannels.Phone)
        {
            Replies = [new("product", 5), new("person", 2)], Notes = "daily use", Needs = ["a quieter drill"], Complaint = "was late", FollowUps = [new("Send the catalogue", CareDesk.Today.PlusDays(5))],
        }, None));

        Assert.Equal((1, 0), (report.Planned, again.Planned));
        Assert.Equal(("zhou", TaskTypes.Visit), (task.Owner, task.Type)); // wang served, and li has more to do
        Dictionary<string, SurveyAnswer> answers = (await desk.Fixture.RecordsAsync<SurveyAnswer>()).ToDictionary(static answer => answer.Question);
        Assert.Equal((null, "wang"), (answers["product"].Subject.Employee, answers["person"].Subject.Employee));
        Assert.Equal(TaskState.Done, visit!.Task.State);
        Assert.Equal("a quieter drill", Assert.Single(await desk.Fixture.RecordsAsync<Need>()).Description);
        Assert.Equal(["complaint", "repair", "visit"], (await desk.Fixture.RecordsAsync<Interaction>()).Select(static one => one.Type).Order(StringComparer.Ordinal));
        CrmTask next = (await desk.Fixture.RecordsAsync<CrmTask>()).Single(static one => one.Title == "Send the catalogue");
        Assert.Equal(("chen", customer.Id), (next.Owner, next.Customer!.Value)); // the customer's owner
    }

    [Fact]
    public async Task CA_4_Nobody_records_a_visit_that_rates_them()
    {
        (CareDesk desk, _) = await StartAsync();
        await desk.SaveAsync(Plan("""{"type":"after-service","days":3}"""));
        await desk.RunAsync(CareDesk.Today);
        CrmTask task = (await desk.Fixture.RecordsAsync<CrmTask>()).Single(static one => one.Type == TaskTypes.Visit);
        await desk.ChangeAsync(async session => session.Update((await session.FindAsync<CrmTask>(task.Id, None))! with { Owner = "wang" }));

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => desk.ChangeAsync(session => Visits(desk).RecordAsync(session, task.Key!, new VisitReport(desk.Fixture.Clock.GetCurrentInstant(), InteractionChannels.Phone), None)));

        Assert.Equal(VisitErrorCodes.RatedVisitor, refused.Code);
    }

    [Fact]
    public async Task CA_4_Where_nobody_of_the_team_may_go_the_preview_says_so()
    {
        (CareDesk desk, _) = await StartAsync();

        CareLine nobody = (await desk.PreviewAsync(Plan("""{"type":"after-service","days":3}""", team: "nobody"))).Single();

        Assert.Equal("care.no-visitor", nobody.LeftOut!.Code);
        Assert.Empty(await desk.Fixture.RecordsAsync<SurveyRequest>());
    }

    [Fact]
    public void A_plan_that_assigns_its_task_reads_as_it_was_written()
    {
        CarePlan plan = Plan("""{"type":"periodic","every":3,"unit":"months","from":"2026-01-01"}""");

        Assert.Equal(new CareAssignment("service") { PerDay = 2, Survey = "visit" }, plan.Task!.Assign);
        Assert.Equal(plan, CarePlanJson.Read(CarePlanJson.Write(plan)));
    }

    private static CarePlan Plan(string trigger, string team = "service") => CarePlanJson.Read(
        """{"name":"visit","trigger":TRIGGER,"task":{"type":"visit","title":"Return visit","assign":{"team":"TEAM","perDay":2,"survey":"visit"}}}"""
            .Replace("TRIGGER", trigger, StringComparison.Ordinal).Replace("TEAM", team, StringComparison.Ordinal));

    private static VisitDesk Visits(CareDesk desk) => new(new TaskDesk(desk.Fixture.Clock), new SurveyDesk(desk.Fixture.Clock));

    /// <summary>A team of three, of whom li has a task already and wang served the customer three days ago; the customer's owner is chen.</summary>
    private static async Task<(CareDesk Desk, Customer Customer)> StartAsync()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.ChangeAsync(session => SurveyDesk.SaveAsync(session, Survey, None));
        await desk.AddAsync([.. new[] { "li", "wang", "zhou" }.Select(static key => Employee.Of(key, key) with { Team = "service" }), Employee.Of("chen", "Chen")]);
        Customer customer = await desk.CustomerAsync(static one => one with { Owner = "chen" });
        await desk.AddAsync(CrmTask.Of("li", "Call") with { DueOn = CareDesk.Today });
        await desk.AddAsync(Interaction.Of(customer.Id, InteractionTypes.Repair, CareDesk.Today.PlusDays(-3).At(new LocalTime(9, 0)).InUtc().ToInstant()) with { Phase = InteractionPhase.AfterSale, Employee = "wang" });
        return (desk, customer);
    }
}
