using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Tests.Receivables;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>The credit file: what is known is gathered, the assessment kept and made again, and all files say together who moved and who needs a look (CR-7).</summary>
public sealed class CreditFileTests
{
    private static readonly LocalDate June = new(2026, 6, 30);
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Key = "ACME" };

    [Fact]
    public async Task CR_7_An_assessment_is_made_of_what_the_file_holds_up_to_the_day_and_is_kept_with_it()
    {
        Books books = await Books.OpenAsync(
            Acme,
            Evidence(CreditIndicators.OnTimeRate, 0.95, June.PlusDays(-10)),
            Evidence(CreditIndicators.DaysLate, 90, June.PlusDays(1)),
            CreditStatementRecord.Of(Acme.Id, new FinancialStatement { Date = June.PlusDays(-180), Currency = Currency.Cny, CurrentAssets = 300, CurrentLiabilities = 100, TotalAssets = 1_000, TotalLiabilities = 400 }),
            CreditAccount.Of(Acme.Id, Currency.Cny) with
            {
                Limits = [new CreditLimitGrant(Money.Of(200m, "CNY"), June.PlusDays(-30), "old customer", "ada", "bob")],
                Securities = [new CreditSecurity(SecurityTypes.Insurance, Money.Of(150m, "CNY"), June.PlusDays(-30)), new CreditSecurity(SecurityTypes.Deposit, Money.Of(50m, "CNY"), June.PlusDays(-30))],
            });

        FiledAssessment filed = await AssessAsync(books, June);

        CreditInformation information = filed.Assessment.Information;
        Assert.Equal(("ACME", Money.Of(200m, "CNY"), Money.Of(150m, "CNY")), (information.Customer, information.RequestedLimit!.Value, information.InsuredAmount!.Value));
        Assert.Equal([new CreditCollateral(CollateralTypes.Cash, Money.Of(50m, "CNY"))], information.Collateral);
        Assert.Equal([CreditIndicators.OnTimeRate], information.Evidence.Select(static evidence => evidence.Indicator));
        Assert.Equal(new CreditAssessor(CreditModels.SixC).Assess(information, June).Score, filed.Record.Score);
        Assert.Equal(filed.Record.Id, Assert.Single(await File(books).HistoryAsync(SessionFixture.Ada, Acme.Id, default)).Id);
    }

    [Fact]
    public async Task CR_3_The_ledger_gives_evidence_of_how_the_customer_pays()
    {
        Books books = await Books.OpenAsync(
            Acme,
            Books.Invoice(Acme.Id, "R-1", June.PlusDays(-90), 100),
            Books.Payment(Acme.Id, "P-1", June.PlusDays(-50), 100, Books.To("R-1", 100))); // due after 30 days, paid after 40

        CreditInformation information = (await AssessAsync(books, June)).Assessment.Information;

        Assert.Equal(
            [(CreditIndicators.OnTimeRate, 0.0), (CreditIndicators.DaysLate, 10.0), (CreditIndicators.RepaymentRate, 1.0)],
            information.Evidence.Take(3).Select(static evidence => (evidence.Indicator, evidence.Value)));
        Assert.All(information.Evidence, static evidence => Assert.Equal((CreditSources.OwnRecords, June), (evidence.Source, evidence.Date)));
    }

    [Fact]
    public async Task CR_7_An_assessment_comes_out_the_same_after_evidence_model_and_policy_have_changed()
    {
        Books books = await Books.OpenAsync(Acme, Evidence(CreditIndicators.OnTimeRate, 0.95, June.PlusDays(-10)));
        FiledAssessment filed = await AssessAsync(books, June);
        await books.AddAsync(Evidence(CreditIndicators.ListedDefaulter, 1, June.PlusDays(-5)));
        var stricter = new CreditModel("crm.six-c", 2, CreditModels.SixC.Criteria, [.. CreditModels.SixC.Grades.Select(static rule => rule.Grade == CreditGrade.D ? rule : rule with { MinScore = rule.MinScore + 5 })], CreditModels.SixC.Vetoes);
        CreditFile later = File(books, new CreditFileSettings { Model = stricter, EarlierModels = [CreditModels.SixC] });

        FiledAssessment again = later.Again(Assert.Single(await later.HistoryAsync(SessionFixture.Ada, Acme.Id, default)));

        Assert.True(again.Agrees);
        Assert.Equal(filed.Assessment.Grade, again.Assessment.Grade);
        CrmException unknown = Assert.Throws<CrmException>(() => File(books, new CreditFileSettings { Model = stricter }).Again(filed.Record));
        Assert.Equal(CreditErrorCodes.BadFile, unknown.Code);
    }

    [Fact]
    public async Task CR_7_Migration_counts_who_went_from_which_grade_to_which_and_what_holds_no_more_is_none()
    {
        Customer[] customers = [.. Enumerable.Range(0, 4).Select(static i => Customer.Enterprise($"C{i}"))];
        Books books = await Books.OpenAsync(
            [
                .. customers,
                Kept(customers[0], June.PlusDays(-100), CreditGrade.A), Kept(customers[0], June.PlusDays(-10), CreditGrade.B),
                Kept(customers[1], June.PlusDays(-100), CreditGrade.A), Kept(customers[1], June.PlusDays(-90), CreditGrade.B),
                Kept(customers[2], June.PlusDays(-400), CreditGrade.C),
                Kept(customers[3], June.PlusDays(-1), CreditGrade.D),
            ]);

        IReadOnlyList<CreditMigration> matrix = await Reports(books).MigrationAsync(SessionFixture.Ada, June.PlusDays(-50), June, default);

        Assert.Equal(
            [new(CreditGrade.A, CreditGrade.B, 1), new(CreditGrade.B, CreditGrade.B, 1), new(CreditGrade.C, null, 1), new(null, CreditGrade.D, 1)],
            matrix);
    }

    [Fact]
    public async Task CR_7_The_watch_list_names_whose_grade_fell_or_ended_and_on_whom_there_is_newer_evidence()
    {
        Customer fine = Customer.Enterprise("Fine"), old = Customer.Enterprise("Old");
        Books books = await Books.OpenAsync(
            Acme, fine, old,
            Kept(fine, June.PlusDays(-10), CreditGrade.B),
            Kept(old, June.PlusDays(-366), CreditGrade.B),
            Kept(Acme, June.PlusDays(-345), CreditGrade.B),
            Kept(Acme, June.PlusDays(-344), CreditGrade.D),
            Evidence(CreditIndicators.DaysLate, 40, June.PlusDays(-3)));

        (string, string)[] warnings = [.. await Reports(books).WatchListAsync(SessionFixture.Ada, June, default).Select(warning => (warning.Customer == Acme.Id ? "acme" : "old", warning.Code)).OrderBy(static one => one).ToListAsync()];

        Assert.Equal([("acme", "downgraded"), ("acme", "expiring"), ("acme", "new-evidence"), ("acme", "unacceptable"), ("old", "expired")], warnings);
    }

    private static async Task<FiledAssessment> AssessAsync(Books books, LocalDate day)
    {
        await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);
        FiledAssessment filed = await File(books).AssessAsync(session, Acme.Id, Books.EndOf(day), null, Currency.Cny, default);
        await session.CommitAsync(default);
        return filed;
    }

    private static CreditEvidenceRecord Evidence(string indicator, double value, LocalDate date) =>
        CreditEvidenceRecord.Of(Acme.Id, new CreditEvidence { Indicator = indicator, Value = value, Date = date, Source = CreditSources.OwnRecords });

    private static CreditAssessmentRecord Kept(Customer customer, LocalDate day, CreditGrade grade) => new()
    {
        Id = CreditAssessmentId.New(), Customer = customer.Id, Model = "m", ModelVersion = 1, Policy = "p", PolicyVersion = 1, AsOf = day, ValidUntil = day.PlusDays(365), Grade = grade, ScoreMillionths = 0, ConfidenceMillionths = 0, TermDays = 0,
        Input = "{}",
    };

    private static CreditFile File(Books books, CreditFileSettings? settings = null) =>
        new(books.Core.Store, SessionFixture.Model, new CustomerIdentity(books.Core.Store, SessionFixture.Model), books.Payments, settings ?? new CreditFileSettings());

    private static CreditFileReports Reports(Books books) => new(books.Core.Store, SessionFixture.Model, new CreditFileSettings());
}
