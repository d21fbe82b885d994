using System.Text;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Receivables;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Answered questionnaires of the internal inquiry become evidence (CR-1, G18).</summary>
public sealed class CreditInquiryTests
{
    private static readonly LocalDate June = new(2026, 6, 30);
    private static readonly Customer Acme = Customer.Enterprise("Acme");

    [Fact]
    public async Task CR_1_Each_answer_is_evidence_with_source_investigator_day_and_reliability()
    {
        Books books = await Books.OpenAsync(Acme);

        IReadOnlyList<CreditEvidenceRecord> recorded = await RecordAsync(books, Sales(("products", "strong"), ("years", "4.5")) with { Document = "form 17" });

        Assert.Equal([(CreditIndicators.Competitiveness, 75.0), (CreditIndicators.YearsOfDealing, 4.5)], recorded.Select(static record => (record.Evidence.Indicator, record.Evidence.Value)));
        Assert.All(recorded, static record => Assert.Equal(
            (CreditSources.Sales, "li", June, 0.5, "form 17"), (record.Evidence.Source, record.Evidence.Investigator, record.Evidence.Date, record.Evidence.Reliability, record.Evidence.Document)));
        Assert.Equal([CreditInvestigations.Operations, CreditInvestigations.Payments], recorded.Select(static record => record.Evidence.Investigation));
    }

    [Fact]
    public async Task The_same_inquiry_recorded_again_takes_the_place_of_what_it_said_and_another_ones_stands_beside_it()
    {
        Books books = await Books.OpenAsync(Acme);
        await RecordAsync(books, Sales(("products", "strong"), ("years", "4")));
        await RecordAsync(books, Sales(("products", "leading")) with { Investigator = "wu" });

        await RecordAsync(books, Sales(("products", "weak"), ("industry", "high")));

        Assert.Equal(
            [(CreditIndicators.Competitiveness, "li", 25.0), (CreditIndicators.Competitiveness, "wu", 90.0), (CreditIndicators.IndustryRisk, "li", 7.0)],
            (await EvidenceAsync(books)).Select(static record => (record.Evidence.Indicator, record.Evidence.Investigator!, record.Evidence.Value)).Order());
    }

    [Theory]
    [InlineData("sales", "products", "splendid", "give leading, strong, average, weak, failing")]
    [InlineData("sales", "years", "201", "give a number from 0 to 200")]
    [InlineData("sales", "years", "4,5", "give a number from 0 to 200")]
    [InlineData("sales", "colour", "blue", "there is no question 'colour'; there are products, industry, years")]
    [InlineData("marketing", "products", "strong", "There is no questionnaire 'marketing'; there are sales, service, finance")]
    public async Task An_answer_that_is_none_is_refused_with_what_would_be_one(string questionnaire, string question, string answer, string says)
    {
        Books books = await Books.OpenAsync(Acme);

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => RecordAsync(books, Sales((question, answer)) with { Questionnaire = questionnaire }));

        Assert.Equal(CreditErrorCodes.BadInquiry, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await EvidenceAsync(books));
    }

    [Fact]
    public async Task Nobody_who_asked_and_nothing_that_was_answered_are_refused()
    {
        Books books = await Books.OpenAsync(Acme);
        Assert.Contains("name the investigator", (await Assert.ThrowsAsync<CrmException>(() => RecordAsync(books, Sales(("years", "1")) with { Investigator = " " }))).Message, StringComparison.Ordinal);
        Assert.Contains("nothing is answered", (await Assert.ThrowsAsync<CrmException>(() => RecordAsync(books, Sales()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_question_of_the_built_in_questionnaires_asks_about_an_indicator_or_veto_of_the_built_in_model() => Assert.All(
        new CreditInquirySettings().Questionnaires.SelectMany(static questionnaire => questionnaire.Questions),
        static question => Assert.True(CreditModels.SixC.Find(question.Indicator) is not null || CreditModels.SixC.Vetoes.Any(veto => veto.Code == question.Indicator), question.Code));

    [Fact]
    public void A_questionnaire_is_read_from_JSON_and_one_that_is_not_consistent_is_refused()
    {
        const string Json = """
            {
              "name": "acme.site", "source": "internal.service", "reliability": 0.4, "english": "Site", "chinese": "现场",
              "questions": [
                { "code": "stock", "indicator": "acme.stock", "english": "Full shelves?", "chinese": "库存充足吗？", "investigation": "operations",
                  "answers": [ { "code": "yes", "value": 1, "english": "Yes", "chinese": "是" }, { "code": "no", "value": 0, "english": "No", "chinese": "否" } ] },
                { "code": "staff", "indicator": "acme.staff", "english": "How many people?", "chinese": "多少人？", "min": 0, "max": 100000 }
              ]
            }
            """;
        CreditQuestionnaire read = CreditInquiryReader.ReadQuestionnaire(Encoding.UTF8.GetBytes(Json));

        Assert.Equal(("acme.site", 0.4, CreditInvestigations.Operations), (read.Name, read.Reliability, read.Questions[0].Investigation));
        Assert.Equal((1.0, null, 12.0), (read.Questions[0].ValueOf("yes"), read.Questions[0].ValueOf("maybe"), read.Questions[1].ValueOf("12")));
        Refused(Json.Replace("\"staff\", \"indicator\"", "\"stock\", \"indicator\"", StringComparison.Ordinal), "a question stands twice");
        Refused(Json.Replace("0.4", "4", StringComparison.Ordinal), "the reliability 4 is not from 0 to 1");
        Refused(Json.Replace("\"min\": 0, ", string.Empty, StringComparison.Ordinal), "give either answers, or min and max");
        Refused(Json.Replace("\"source\"", "\"sauce\"", StringComparison.Ordinal), "/sauce");
        Refused("{ torn", "no JSON");

        static void Refused(string json, string says)
        {
            CrmException error = Assert.Throws<CrmException>(() => CreditInquiryReader.ReadQuestionnaire(Encoding.UTF8.GetBytes(json)));
            Assert.Equal(CreditErrorCodes.BadQuestionnaire, error.Code);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    private static CreditInquiry Sales(params (string Question, string Answer)[] answers) =>
        new(Acme.Id, "sales", "li", June, answers.ToDictionary(static answer => answer.Question, static answer => answer.Answer));

    private static async Task<IReadOnlyList<CreditEvidenceRecord>> RecordAsync(Books books, CreditInquiry inquiry)
    {
        await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);
        IReadOnlyList<CreditEvidenceRecord> recorded = await new CreditInquiryDesk(new CreditInquirySettings()).RecordAsync(session, inquiry, default);
        await session.CommitAsync(default);
        return recorded;
    }

    private static async Task<IReadOnlyList<CreditEvidenceRecord>> EvidenceAsync(Books books)
    {
        await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);
        return (await session.QueryAsync(new CrmQuery<CreditEvidenceRecord> { Where = Condition.Equal(CreditEvidenceModel.Customer, FieldValue.Of((RecordId)Acme.Id)) }, default)).Items;
    }
}
