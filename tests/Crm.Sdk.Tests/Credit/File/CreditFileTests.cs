using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.TestSupport;
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

    [Fact]
    public async Task CR_1_What_plugins_provide_and_measure_takes_part_and_is_kept_so_that_no_plugin_is_asked_again()
    {
        Books books = await Books.OpenAsync(Acme);
        FiledAssessment without = await AssessAsync(books, June);

        FiledAssessment filed = await AssessAsync(books, June, new Bureau(), new Press(0.9));

        CriterionScore character = filed.Assessment.Criteria[0];
        Assert.Equal(("acme.press", 0.9, CreditSources.PublicRecord), (character.Indicators[^1].Indicator, character.Indicators[^1].Value, character.Indicators[^1].Source));
        Assert.Contains(filed.Assessment.Information.Evidence, static evidence => evidence is { Indicator: CreditIndicators.IndustryRisk, Value: 2 });
        Assert.True(filed.Assessment.Score > without.Assessment.Score && filed.Assessment.Confidence > without.Assessment.Confidence);
        FiledAssessment again = File(books).Again(filed.Record); // a host without the plugins
        Assert.True(again.Agrees);
        Assert.Equal(filed.Assessment.Criteria, again.Assessment.Criteria);
    }

    [Fact]
    public async Task CR_1_A_plugins_indicator_takes_its_share_of_its_criterion_and_counts_as_its_prior_where_it_is_undefined()
    {
        Books books = await Books.OpenAsync(Acme);

        CriterionScore character = (await AssessAsync(books, June, new Press(null))).Assessment.Criteria[0];

        IndicatorScore press = character.Indicators[^1];
        Assert.Equal(("acme.press", null, 70.0, 0.0), (press.Indicator, press.Value, press.Score, press.Confidence));
        Assert.Equal(((50 * 1) + (70 * 0.25)) / 1.25, character.Score, 1e-9);
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "throws", "System.InvalidOperationException" }, { "times out", "System.TimeoutException" }, { "one too many", "2 answers for 1 customers" }, { "strange", "evidence on 'days-late', which is not among the declared indicators" },
        { "no number", "evidence on 'industry-risk', value: NaN is no finite number." },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task CR_1_A_provider_that_fails_lowers_the_confidence_with_a_named_reason_and_stops_nothing(string how, string why)
    {
        Books books = await Books.OpenAsync(Acme, Evidence(CreditIndicators.OnTimeRate, 0.95, June.PlusDays(-10)));
        FiledAssessment answered = await AssessAsync(books, June, new Bureau(), new Press(0.9));

        FiledAssessment filed = await AssessAsync(books, June, new Bureau(how), new Press(0.9));

        Assert.True(filed.Assessment.Confidence < answered.Assessment.Confidence);
        MissingEvidence missing = Assert.Single(filed.Assessment.Missing, static item => item.Indicator == CreditIndicators.IndustryRisk);
        Assert.Equal($"credit.missing.not-answered(acme.bureau, {why})", missing.Reason.ToString());
        Assert.Equal("acme.bureau", Assert.Single(filed.Assessment.Information.Gaps).Source);
        Assert.Equal(0.9, filed.Assessment.Criteria[0].Indicators[^1].Value); // the other plugin is asked all the same
        Assert.True(File(books).Again(filed.Record).Agrees);
    }

    [Fact]
    public async Task CR_1_An_indicator_that_fails_or_cannot_stand_in_the_model_leaves_its_prior_and_its_name()
    {
        Books books = await Books.OpenAsync(Acme);

        FiledAssessment failed = await AssessAsync(books, June, new Press(double.NaN));
        FiledAssessment astray = await AssessAsync(books, June, new Press(0.9, "weather"));
        FiledAssessment twice = await AssessAsync(books, June, new Press(0.9), new Press(0.1, prior: 20));

        Assert.Equal(70, failed.Assessment.Criteria[0].Indicators[^1].Score);
        Assert.Contains(failed.Assessment.Missing, static item => item.Indicator == "acme.press" && item.Reason.Code == "credit.missing.not-answered");
        Assert.Equal("the model crm.six-c v1 has no criterion 'weather'", Assert.Single(astray.Assessment.Information.Gaps).Detail);
        Assert.Empty(astray.Assessment.Information.Indicators);
        Assert.Equal("another plugin has an indicator 'acme.press'", Assert.Single(twice.Assessment.Information.Gaps).Detail);
        Assert.Equal(0.9, twice.Assessment.Criteria[0].Indicators[^1].Value);
    }

    [Fact]
    public async Task A_plugin_that_the_settings_leave_out_is_not_asked()
    {
        Books books = await Books.OpenAsync(Acme);
        await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);

        FiledAssessment filed = await File(books, new CreditFileSettings { LeftOutPlugins = ["tests.plugin/Press"] }, new Press(0.9)).AssessAsync(session, Acme.Id, Books.EndOf(June), null, Currency.Cny, default);

        Assert.Empty(filed.Assessment.Information.Indicators);
    }

    private sealed class Press(double? value, string criterion = CreditCriteria.Character, double prior = 70) : IScoringIndicator
    {
        public AddedIndicator Declaration { get; } = new(criterion, new CreditIndicator("acme.press", 0.25, new ScoreCurve(IndicatorDirection.HigherIsBetter, new CurvePoint(0, 0), new CurvePoint(1, 100)), prior, 180));

        public ValueTask<IReadOnlyList<CreditEvidence?>> MeasureAsync(IReadOnlyList<CreditInformation> customers, LocalDate asOf, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<CreditEvidence?>>(
            [.. customers.Select(_ => value is { } known ? new CreditEvidence { Indicator = "acme.press", Value = known, Date = asOf, Source = CreditSources.PublicRecord, Reliability = 0.8 } : null)]);
    }

    private sealed class Bureau(string how = "answers") : ICreditInformationProvider
    {
        public string Name => "acme.bureau";

        public ValueList<string> Indicators { get; } = [CreditIndicators.IndustryRisk, CreditIndicators.Competitiveness];

        public async ValueTask<IReadOnlyList<ProvidedInformation>> FetchAsync(IReadOnlyList<CreditSubject> customers, LocalDate asOf, CancellationToken cancellationToken)
        {
            if (how == "times out")
            {
                await Task.FromException(new TimeoutException());
            }

            ProvidedInformation answer = new([new CreditEvidence
            {
                Indicator = how == "strange" ? CreditIndicators.DaysLate : CreditIndicators.IndustryRisk, Value = how == "no number" ? double.NaN : 2, Date = asOf.PlusDays(-1), Source = CreditSources.Agency, Reliability = 0.9,
            }]);
            return how == "throws" ? throw new InvalidOperationException("the service is down") : [.. customers.Select(_ => answer), .. how == "one too many" ? [answer] : Array.Empty<ProvidedInformation>()];
        }
    }

    private static async Task<FiledAssessment> AssessAsync(Books books, LocalDate day, params object[] plugins)
    {
        await using ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada);
        FiledAssessment filed = await File(books, null, plugins).AssessAsync(session, Acme.Id, Books.EndOf(day), null, Currency.Cny, default);
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

    private static CreditFile File(Books books, CreditFileSettings? settings = null, params object[] plugins) =>
        new(books.Core.Store, SessionFixture.Model, new CustomerIdentity(books.Core.Store, SessionFixture.Model), books.Payments, settings ?? new CreditFileSettings(), new FixedExtensions(plugins), TimeProvider.System);

    private static CreditFileReports Reports(Books books) => new(books.Core.Store, SessionFixture.Model, new CreditFileSettings());
}
