using Crm.Sdk.Care;
using Crm.Sdk.Segments;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Care;

/// <summary>Care plans as data (CA-1).</summary>
public sealed class CarePlanJsonTests
{
    private const string Written = """
        { "name": "birthday", "active": false, "segment": { "field": "region", "eq": "north" }, "trigger": { "type": "birthday", "daysAhead": 3 }, "at": "09:30",
          "message": { "template": "greeting", "purpose": "care", "channels": ["sms", "mail"], "useDays": 2 }, "audience": "owner", "priority": 70, "catchUpDays": 5, "workdays": "before" }
        """;

    [Fact]
    public void CA_1_What_a_person_writes_is_what_code_says()
    {
        CarePlan plan = CarePlanJson.Read(Written);

        Assert.Equal(
            new CarePlan
            {
                Name = "birthday",
                IsActive = false,
                Segment = Segment.Where("region").Is("north"),
                Trigger = new CareTriggerSettings("birthday", """{"daysAhead":3}"""),
                At = new LocalTime(9, 30),
                Message = new CareMessage("greeting", "care", ["sms", "mail"]) { UseDays = 2 },
                ToOwner = true,
                Priority = 70,
                CatchUpDays = 5,
                Workdays = WorkdayShift.Before,
            },
            plan);
        Assert.Equal(plan, CarePlanJson.Read(CarePlanJson.Write(plan)));
        CarePlan gift = CarePlanJson.Read("""{"name":"g","trigger":{"type":"birthday"},"task":{"type":"gift","title":"Tea","cost":{"amount":88.8,"currency":"CNY"},"notes":"green","dueDays":2}}""");
        Assert.Equal(new CareTask("gift", "Tea") { Cost = Money.Of(88.8m, "CNY"), Notes = "green", DueDays = 2 }, gift.Task);
        Assert.Equal(gift, CarePlanJson.Read(CarePlanJson.Write(gift)));
    }

    [Theory]
    [InlineData("{", "CRM6620", "")]
    [InlineData("[]", "CRM6620", "")]
    [InlineData("""{"name":"p"}""", "CRM6620", "")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"}}""", "CRM6620", "")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"task":{"type":"call","title":"x"},"message":{"template":"t","purpose":"care","channels":["sms"]}}""", "CRM6620", "")]
    [InlineData("""{"name":"p","trigger":"birthday","task":{"type":"call","title":"x"}}""", "CRM6620", "/trigger")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"at":"25:00","task":{"type":"call","title":"x"}}""", "CRM6622", "/at")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"priority":101,"task":{"type":"call","title":"x"}}""", "CRM6622", "/priority")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"audience":"all","task":{"type":"call","title":"x"}}""", "CRM6622", "/audience")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"task":{"type":"call","title":"x","cost":{"amount":1.234,"currency":"CNY"}}}""", "CRM6622", "/task/cost/amount")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"message":{"template":"t","purpose":"care","channels":["sms","sms"]}}""", "CRM6622", "/message/channels")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"task":{"type":"call","titel":"x"}}""", "CRM6620", "/task")]
    [InlineData("""{"name":"p","trigger":{"type":"birthday"},"tsk":1,"task":{"type":"call","title":"x"}}""", "CRM6622", "/tsk")]
    public void PS_4_A_wrong_plan_is_named_with_its_place(string json, string code, string pointer)
    {
        var error = Assert.Throws<CareException>(() => CarePlanJson.Read(json));

        Assert.Equal((code, pointer), (error.Code, error.Pointer));
    }

    [Theory]
    [InlineData("""{"type":"birthdy"}""", "CRM6621", "did you mean 'birthday'?")]
    [InlineData("""{"type":"birthday","daysAhead":61}""", "CRM6622", "/trigger/daysAhead")]
    [InlineData("""{"type":"birthday","ahead":1}""", "CRM6622", "/trigger/ahead")]
    [InlineData("""{"type":"festival","festival":"mid-autumn-festivals"}""", "CRM6622", "did you mean 'mid-autumn-festival'?")]
    [InlineData("""{"type":"date","of":"attr.gone"}""", "CRM6622", "/trigger/of")]
    [InlineData("""{"type":"on","date":"tomorrow"}""", "CRM6622", "/trigger/date")]
    [InlineData("""{"type":"periodic","every":1,"unit":"years","from":"2026-01-01"}""", "CRM6622", "days, weeks, months")]
    public async Task PS_4_A_wrong_trigger_is_named_when_the_plan_is_saved(string trigger, string code, string says)
    {
        CareDesk desk = await CareDesk.StartAsync();

        var error = await Assert.ThrowsAsync<CareException>(() => desk.SaveAsync(CareDesk.Plan(trigger)));

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PS_4_A_plan_names_templates_and_channels_that_are_there_and_go_with_it()
    {
        CareDesk desk = await CareDesk.StartAsync();
        await desk.TemplateAsync("festive", ("en", "{{occasion.name}}"));
        CarePlan plan = CareDesk.Plan("""{"type":"birthday"}""");

        Assert.Equal("/message/template", (await Refused(plan with { Message = plan.Message! with { Template = "gone" } })).Pointer);
        Assert.Equal("/message/channels/1", (await Refused(plan with { Message = plan.Message! with { Channels = ["sms", "gone"] } })).Pointer);
        Assert.Equal("/message/channels/0", (await Refused(plan with { Message = plan.Message! with { Channels = ["robot"] } })).Pointer); // a robot reaches staff
        var error = await Assert.ThrowsAsync<TemplateException>(() => desk.SaveAsync(plan with { Message = plan.Message! with { Template = "festive" } })); // a birthday has no name
        Assert.Contains("occasion.name", error.Message, StringComparison.Ordinal);

        async Task<CareException> Refused(CarePlan wrong) => await Assert.ThrowsAsync<CareException>(() => desk.SaveAsync(wrong));
    }
}
