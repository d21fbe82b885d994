using Crm.Sdk.Billing;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Receivables;
using Crm.Sdk.Tests.Sessions;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

/// <summary>Customers are assessed again by schedule, on late payment, and on change of facts (CR-7).</summary>
public sealed class CreditReviewsTests
{
    private static readonly LocalDate March = new(2026, 3, 31), June = new(2026, 6, 30);

    [Fact]
    public async Task CR_7_Who_is_due_is_named_with_the_reasons_and_nobody_else()
    {
        Customer[] all = [.. new[] { "calm", "ends", "agreed", "late", "paid-late", "in-time", "disputed", "evidence", "statement", "insured", "never" }.Select(static name => Customer.Enterprise(name))];
        CustomerId Of(string name) => all.Single(customer => customer.Name == name).Id;
        Books books = await Books.OpenAsync(
        [
            .. all,
            .. all.Where(static customer => customer.Name is not ("never" or "ends")).Select(static customer => Kept(customer.Id, March)),
            Kept(Of("ends"), June.PlusDays(-364)),
            CreditAccount.Of(Of("agreed"), Currency.Cny) with { ReviewOn = June },
            Books.Invoice(Of("late"), "R-1", March, 100),
            Books.Invoice(Of("paid-late"), "R-2", March, 100), Books.Payment(Of("paid-late"), "P-2", June.PlusDays(-20), 100, Books.To("R-2", 100)),
            Books.Invoice(Of("in-time"), "R-3", March, 100), Books.Payment(Of("in-time"), "P-3", March.PlusDays(3), 100, Books.To("R-3", 100)),
            Books.Invoice(Of("disputed"), "R-4", March, 100), ReceivableDispute.Of(Of("disputed"), "R-4", Books.Yuan(100), DisputeReasons.Quality, March),
            Books.Invoice(Of("calm"), "R-5", June.PlusDays(-5), 100),
            CreditEvidenceRecord.Of(Of("evidence"), Evidence(March.PlusDays(1))),
            CreditEvidenceRecord.Of(Of("calm"), Evidence(June.PlusDays(1))),
            CreditStatementRecord.Of(Of("statement"), new FinancialStatement { Date = June, Currency = Currency.Cny, TotalAssets = 10 }),
            CreditAccount.Of(Of("insured"), Currency.Cny) with { Securities = [new(SecurityTypes.Insurance, Books.Yuan(5), March.PlusDays(-50)) { Until = June.PlusDays(-1) }] },
        ]);

        Dictionary<string, string> due = await Reviews(books).DueAsync(SessionFixture.Ada, Books.EndOf(June), default)
            .ToDictionaryAsync(review => all.Single(customer => customer.Id == review.Customer).Name!, static review => string.Join(' ', review.Reasons));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ends"] = CreditReviewReasons.Schedule, ["agreed"] = CreditReviewReasons.Schedule, ["late"] = CreditReviewReasons.LatePayment, ["paid-late"] = CreditReviewReasons.LatePayment,
                ["evidence"] = CreditReviewReasons.NewFacts, ["statement"] = CreditReviewReasons.NewFacts, ["insured"] = CreditReviewReasons.NewFacts,
            },
            due);
    }

    [Fact]
    public async Task CR_7_Evidence_of_an_earlier_day_that_was_filed_after_the_assessment_is_a_new_fact()
    {
        Customer acme = Customer.Enterprise("Acme");
        Books books = await Books.OpenAsync(acme);
        await books.AddAsync(Kept(acme.Id, March));
        books.Core.Clock.Advance(Duration.FromHours(1));
        await books.AddAsync(CreditEvidenceRecord.Of(acme.Id, Evidence(March.PlusDays(-9))));

        Assert.Equal([CreditReviewReasons.NewFacts], Assert.Single(await Reviews(books).DueAsync(SessionFixture.Ada, Books.EndOf(June), default).ToListAsync()).Reasons);
    }

    [Fact]
    public async Task CR_7_A_merged_customer_is_due_as_its_survivor_once()
    {
        Customer survivor = Customer.Enterprise("Survivor"), loser = Customer.Enterprise("Loser");
        Books books = await Books.OpenAsync(survivor, loser, Kept(loser.Id, March));
        await books.PostAsync(async (session, _, _) =>
        {
            await new CustomerMerging(books.Core.Store, SessionFixture.Model, new UnencryptedProtector(), books.Core.Clock).MergeAsync(session, survivor.Id, loser.Id, null, default);
            return true;
        });
        Assert.Equal((survivor.Id, CreditReviewReasons.NewFacts), Assert.Single((await Reviews(books).DueAsync(SessionFixture.Ada, Books.EndOf(June), default).ToListAsync()).Select(static due => (due.Customer, due.Reasons[0]))));

        await RunAsync(books, June);

        Assert.Empty(await Reviews(books).DueAsync(SessionFixture.Ada, Books.EndOf(June), default).ToListAsync());
    }

    [Fact]
    public async Task CR_7_One_who_cannot_be_assessed_is_told_with_the_error_and_holds_no_other_up()
    {
        Customer[] pair = [Customer.Enterprise("A"), Customer.Enterprise("B")];
        Books books = await Books.OpenAsync([.. pair, Kept(pair[0].Id, March), Kept(pair[1].Id, March), CreditEvidenceRecord.Of(pair[1].Id, Evidence(June)), Kept(CustomerId.New(), June.PlusDays(-400))]);

        List<ReviewedCredit> reviewed = await RunAsync(books, June);

        Assert.Equal(2, reviewed.Count);
        Assert.Equal(CreditErrorCodes.NoAccount, Assert.Single(reviewed, static one => one.Grade is null).Error!.Code);
        Assert.Equal(pair[1].Id, Assert.Single(reviewed, static one => one.Error is null).Due.Customer);
    }

    /// <summary>Who was assessed is due no more, a dry run writes nothing, and a limited run goes on where it ended.</summary>
    [Fact]
    public async Task CR_7_After_a_run_nobody_is_due_whatever_had_happened() => await Law.HoldsAsync(
        from events in Gen.Choose(0, 4).ArrayOf(30) from most in Gen.Choose(1, 10) select (events, most),
        async drawn =>
        {
            Customer[] all = [.. drawn.events.Select(static (_, number) => Customer.Enterprise($"C{number}"))];
            Books books = await Books.OpenAsync([.. all, .. all.Select(static customer => (object)Kept(customer.Id, March)), .. all.Zip(drawn.events, Happened).OfType<object>()]);
            int due = drawn.events.Count(static happened => happened > 0);

            Assert.Equal(due, (await Reviews(books).RunAsync(SessionFixture.Ada, Books.EndOf(June), Currency.Cny, null, dryRun: true, default).ToListAsync()).Count);
            Assert.Equal(Math.Min(due, drawn.most), (await RunAsync(books, June, drawn.most)).Count);
            Assert.Equal(Math.Max(0, due - drawn.most), (await RunAsync(books, June)).Count);
            Assert.Empty(await Reviews(books).DueAsync(SessionFixture.Ada, Books.EndOf(June), default).ToListAsync());
        },
        20);

    private static object? Happened(Customer customer, int what) => what switch
    {
        1 => Books.Invoice(customer.Id, $"R-{customer.Name}", March, 100),
        2 => CreditEvidenceRecord.Of(customer.Id, Evidence(June)),
        3 => CreditAccount.Of(customer.Id, Currency.Cny) with { ReviewOn = June.PlusDays(-1) },
        4 => CreditStatementRecord.Of(customer.Id, new FinancialStatement { Date = June, Currency = Currency.Cny, TotalAssets = 10 }),
        _ => null,
    };

    private static async Task<List<ReviewedCredit>> RunAsync(Books books, LocalDate day, int? most = null) =>
        await Reviews(books).RunAsync(SessionFixture.Ada, Books.EndOf(day), Currency.Cny, most, dryRun: false, default).ToListAsync();

    private static CreditEvidence Evidence(LocalDate date) => new() { Indicator = CreditIndicators.Competitiveness, Value = 60, Date = date, Source = CreditSources.Sales };

    private static CreditAssessmentRecord Kept(CustomerId customer, LocalDate day) => new()
    {
        Id = CreditAssessmentId.New(), Customer = customer, Model = "m", ModelVersion = 1, Policy = "p", PolicyVersion = 1, AsOf = day, ValidUntil = day.PlusDays(365), Grade = CreditGrade.B, ScoreMillionths = 0, ConfidenceMillionths = 0,
        TermDays = 0, Input = "{}",
    };

    private static CreditReviews Reviews(Books books)
    {
        var identity = new CustomerIdentity(books.Core.Store, SessionFixture.Model);
        var settings = new CreditFileSettings();
        return new CreditReviews(
            books.Core.Crm, books.Core.Store, books.Reader, new CreditFile(books.Core.Store, SessionFixture.Model, identity, books.Payments, settings, new FixedExtensions(), TimeProvider.System), settings);
    }
}
