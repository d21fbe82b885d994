using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Surveys;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Surveys;

/// <summary>Surveys NPS, CSAT, CES and custom: one answer a request, product and person apart, evidence on loyalty, scores with confidence (SV-3, LO-4).</summary>
public sealed class SurveyDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Survey AfterService = new()
    {
        Code = "after-service", English = "After service", Chinese = "服务回访", OpenDays = 7,
        Questions =
        [
            new("recommend", "Would you recommend us?", "您会推荐我们吗？") { Scale = AnswerScales.Nps, Indicator = LoyaltyIndicators.Trust },
            new("product", "How content are you with the product?", "您对产品满意吗？") { Scale = AnswerScales.Csat, About = QuestionSubject.Product },
            new("person", "How content are you with who served you?", "您对服务人员满意吗？") { Scale = AnswerScales.Csat, About = QuestionSubject.Person },
            new("words", "What else?", "其他意见？"),
        ],
    };

    [Fact]
    public async Task SV_3_A_request_is_answered_once_with_product_and_person_apart_and_tells_of_loyalty()
    {
        (SessionFixture fixture, SurveyDesk desk, Customer customer) = await StartAsync();
        var subject = new SurveySubject(InteractionId.New(), "drill", "wang");
        await ChangeAsync(fixture, session => desk.AskAsync(session, "r1", AfterService.Code, customer.Id, subject, None));
        await ChangeAsync(fixture, session => desk.AskAsync(session, "r1", AfterService.Code, customer.Id, subject, None)); // asked once
        await ChangeAsync(fixture, session => desk.AnswerAsync(session, "r1", Response(fixture, new("recommend", 9), new("product", 4), new("person", 2, "in a hurry"), new("words", Text: "more colours")), None));

        CrmException twice = await Assert.ThrowsAsync<CrmException>(() => ChangeAsync(fixture, session => desk.AnswerAsync(session, "r1", Response(fixture, new SurveyReply("recommend", 1)), None)));
        Dictionary<string, SurveyAnswer> answers = (await fixture.AllAsync<SurveyAnswer>()).ToDictionary(static answer => answer.Question);
        LoyaltyEvidence evidence = Assert.Single(await fixture.AllAsync<LoyaltyEvidence>());

        Assert.Equal(SurveyErrorCodes.AnsweredBefore, twice.Code);
        Assert.Single(await fixture.AllAsync<SurveyRequest>());
        Assert.Equal((4, "drill", null), ((int)answers["product"].Answer!, answers["product"].Subject.Product, answers["product"].Subject.Employee));
        Assert.Equal((2, null, "wang", "in a hurry"), ((int)answers["person"].Answer!, answers["person"].Subject.Product, answers["person"].Subject.Employee, answers["person"].Text));
        Assert.Equal((null, "more colours"), (answers["words"].Answer, answers["words"].Text));
        Assert.Equal((LoyaltyIndicators.Trust, 0.9, LoyaltySources.Survey), (evidence.Indicator, evidence.Value, evidence.Source));
    }

    [Fact]
    public async Task SV_3_Of_two_who_answer_one_request_at_once_one_succeeds()
    {
        (SessionFixture fixture, SurveyDesk desk, Customer customer) = await StartAsync();
        await ChangeAsync(fixture, session => desk.AskAsync(session, "r1", AfterService.Code, customer.Id, SurveySubject.None, None));
        await using ICrmSession first = fixture.Crm.OpenSession(SessionFixture.Ada), second = fixture.Crm.OpenSession(SessionFixture.Bob);
        await desk.AnswerAsync(first, "r1", Response(fixture, new SurveyReply("recommend", 9)), None);
        await desk.AnswerAsync(second, "r1", Response(fixture, new SurveyReply("product", 1)), None);

        await first.CommitAsync(None);
        await Assert.ThrowsAsync<CrmConflictException>(() => second.CommitAsync(None));

        Assert.Single(await fixture.AllAsync<SurveyAnswer>());
    }

    [Fact]
    public async Task What_cannot_be_answered_is_refused_and_named()
    {
        (SessionFixture fixture, SurveyDesk desk, Customer customer) = await StartAsync();
        await ChangeAsync(fixture, session => desk.AskAsync(session, "r1", AfterService.Code, customer.Id, SurveySubject.None, None));

        Assert.Equal(SurveyErrorCodes.BadAnswer, await CodeAsync(new SurveyReply("price", 3)));
        Assert.Equal(SurveyErrorCodes.BadAnswer, await CodeAsync(new SurveyReply("recommend", 11)));
        Assert.Equal(SurveyErrorCodes.BadAnswer, await CodeAsync(new SurveyReply("words", 1)));
        Assert.Equal(SurveyErrorCodes.BadAnswer, await CodeAsync(new SurveyReply("recommend", 1), new SurveyReply("recommend", 2)));
        Assert.Equal(SurveyErrorCodes.BadAnswer, await CodeAsync());
        fixture.Clock.Advance(Duration.FromDays(8));
        Assert.Equal(SurveyErrorCodes.RequestClosed, await CodeAsync(new SurveyReply("recommend", 1)));
        Assert.Empty(await fixture.AllAsync<SurveyAnswer>());

        async Task<string> CodeAsync(params SurveyReply[] replies) =>
            (await Assert.ThrowsAsync<CrmException>(() => ChangeAsync(fixture, session => desk.AnswerAsync(session, "r1", Response(fixture, replies), None)))).Code;
    }

    [Fact]
    public async Task SV_3_A_report_has_scores_and_rates_with_their_confidence_by_person_and_month()
    {
        (SessionFixture fixture, SurveyDesk desk, Customer customer) = await StartAsync();
        (int Month, string Person, int Nps, int Csat)[] answers = [(1, "li", 10, 5), (1, "li", 9, 4), (1, "li", 7, 3), (1, "wang", 0, 1), (2, "wang", 6, 2), (2, "wang", 9, 4)];
        for (int i = 0; i < answers.Length; i++)
        {
            (int month, string person, int nps, int csat) = answers[i];
            fixture.Clock.Set(Instant.FromUtc(2026, month, 5 + i, 12, 0));
            await ChangeAsync(fixture, session => desk.AskAsync(session, $"r{i}", AfterService.Code, customer.Id, new SurveySubject(null, "drill", person), None));
            await ChangeAsync(fixture, session => desk.AnswerAsync(session, $"r{i}", Response(fixture, new("recommend", nps), new("person", csat)), None));
        }

        await ChangeAsync(fixture, session => desk.AskAsync(session, "open", AfterService.Code, customer.Id, new SurveySubject(null, null, "li"), None));
        AsOf end = AsOf.EndOf(new LocalDate(2026, 3, 31), DateTimeZone.Utc);
        var reader = new SurveyReader(fixture.Store, SessionFixture.Model);
        SurveyReport whole = await reader.ReportAsync(SessionFixture.Ada, new SurveyReportRequest(AfterService.Code, end), None);
        SurveyReport parts = await reader.ReportAsync(SessionFixture.Ada, new SurveyReportRequest(AfterService.Code, end) { By = SurveyGrouping.Employee, Period = SurveyPeriod.Month }, None);
        SurveyReport early = await reader.ReportAsync(SessionFixture.Ada, new SurveyReportRequest(AfterService.Code, AsOf.EndOf(new LocalDate(2026, 1, 31), DateTimeZone.Utc)), None);

        SurveyFigures nps1 = whole.Figures.Single(static line => line.Question == "recommend"), csat1 = whole.Figures.Single(static line => line.Question == "person");
        Assert.Equal((6L, Intervals.Net(3, 2, 6)), (nps1.Answers, nps1.Score)); // three promoters, two detractors
        Assert.Equal((6L, Intervals.Share(3, 6)), (csat1.Answers, csat1.Score)); // 5, 4 and 4
        Assert.Equal(19 / 6.0, csat1.Mean!.Value, 12);
        Assert.Equal((7L, 6L, Intervals.Share(6, 7)), (Assert.Single(whole.Rates).Asked, whole.Rates[0].Answered, whole.Rates[0].Rate));
        Assert.Equal(
            [("li", new LocalDate(2026, 1, 1), 3), ("wang", new LocalDate(2026, 1, 1), 1), ("wang", new LocalDate(2026, 2, 1), 2)],
            parts.Figures.Where(static line => line.Question == "person").Select(static line => (line.Group!, line.Since!.Value, (int)line.Answers)));
        Assert.Null(parts.Figures.First(static line => line is { Question: "person", Answers: 1 }).Mean);
        Assert.Equal(4, early.Figures.Single(static line => line.Question == "recommend").Answers);
    }

    private static async Task<(SessionFixture Fixture, SurveyDesk Desk, Customer Customer)> StartAsync()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        Customer customer = Customer.Enterprise("Acme");
        await ChangeAsync(fixture, async session =>
        {
            session.Add(customer);
            await SurveyDesk.SaveAsync(session, AfterService, None);
        });
        return (fixture, new SurveyDesk(fixture.Clock), customer);
    }

    private static SurveyResponse Response(SessionFixture fixture, params SurveyReply[] replies) => new(fixture.Clock.GetCurrentInstant(), [.. replies], "phone");

    private static async Task ChangeAsync(SessionFixture fixture, Func<ICrmSession, Task> change)
    {
        await using ICrmSession session = fixture.Crm.OpenSession(SessionFixture.Ada);
        await change(session);
        await session.CommitAsync(None);
    }
}
