using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>What is owed by age (CR-6, L10).</summary>
public sealed class AgeingTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");
    private static readonly Customer Other = Customer.Enterprise("Other");

    [Theory]
    [InlineData(-5, "notDue")]
    [InlineData(0, "notDue")]
    [InlineData(1, "days1To30")]
    [InlineData(30, "days1To30")]
    [InlineData(31, "days31To60")]
    [InlineData(60, "days31To60")]
    [InlineData(61, "days61To90")]
    [InlineData(90, "days61To90")]
    [InlineData(91, "daysOver90")]
    [InlineData(10_000, "daysOver90")]
    public void An_item_belongs_to_the_age_whose_last_day_it_has_not_passed(int days, string age)
    {
        var options = new AgeingOptions();
        Assert.Equal(age, options.Names[options.PlaceOf(days)]);
    }

    [Fact]
    public void By_day_of_issue_nothing_stands_apart_and_edges_are_the_callers()
    {
        var options = new AgeingOptions { Basis = AgeingBasis.DocumentDate, Edges = [7, 14] };
        Assert.Equal(["days0To7", "days8To14", "daysOver14"], options.Names);
        Assert.Equal([0, 0, 0, 1, 1, 2], new[] { -1, 0, 7, 8, 14, 15 }.Select(options.PlaceOf));
    }

    [Theory]
    [InlineData]
    [InlineData(0, 30)]
    [InlineData(30, 30)]
    [InlineData(60, 30)]
    public void Edges_that_do_not_rise_from_one_are_refused(params int[] edges) =>
        Assert.Equal(BillingErrorCodes.BadOption, Assert.Throws<CrmException>(() => new AgeingOptions { Edges = [.. edges] }.Check()).Code);

    [Fact]
    public async Task CR_6_the_base_is_divided_by_customer_and_currency_and_summed_in_the_reporting_currency()
    {
        Books books = await OpenAsync(
            Acme,
            Other,
            Invoice(Acme.Id, "R-1", May, 100), // due on 31 May
            Invoice(Acme.Id, "R-2", May.PlusDays(-1), 200), // due on 30 May
            Invoice(Acme.Id, "R-3", May.PlusDays(60), 400), // not due
            CreditNote(Acme.Id, "G-1", May, 30),
            Payment(Acme.Id, "P-1", May, 25),
            Payment(Acme.Id, "P-2", May, 40, To("R-3", 40)) with { ClearsOn = May.PlusDays(400) },
            ReceivableDispute.Of(Acme.Id, "R-1", Yuan(60), DisputeReasons.Price, May),
            Sdk.Billing.Invoice.Of("R-4", Other.Id, May, Money.Of(10m, "USD")));
        AsOf asOf = EndOf(new LocalDate(2026, 6, 30)); // 30 days after 31 May
        var options = new AgeingOptions();

        List<AgeingRow> rows = await Reader(books).ByCustomerAsync(SessionFixture.Ada, asOf, options, default).ToListAsync();
        AgeingTotals totals = await Reader(books).TotalsAsync(SessionFixture.Ada, asOf, options, default);

        AgeingRow acme = Assert.Single(rows, static row => row.Customer == Acme.Id);
        Assert.Equal([Yuan(360), Yuan(100), Yuan(200), Yuan(0), Yuan(0)], acme.Ages);
        Assert.Equal((Yuan(-55), Yuan(60), Yuan(40), Yuan(605)), (acme.Credits, acme.Disputed, acme.Uncleared, acme.Total));
        Assert.Equal(2, totals.Customers);
        Assert.Equal([acme with { Customer = null }, rows.Single(static row => row.Customer == Other.Id) with { Customer = null }], totals.ByCurrency);
        Assert.Equal((Yuan(605 + 70), Yuan(200 + 70)), (totals.Reporting!.Total, totals.Reporting.Ages[2]));
        AgeingTotals withoutRate = await new AgeingReader(books.Reader, books.Core.Store, new ClassifierSettings { ReportingCurrency = "CNY" }).TotalsAsync(SessionFixture.Ada, asOf, options, default);
        Assert.Null(withoutRate.Reporting);
        Assert.Equal(["USD"], withoutRate.WithoutRate.Select(static currency => currency.Code));
    }

    [Fact]
    public void L10_the_ages_and_the_credits_add_up_to_what_is_open_less_what_is_unallocated() => Law.Holds(
        from items in (from minor in Gen.Choose(-50_000, 50_000) where minor != 0 from day in Gen.Choose(-200, 200) from terms in Gen.Choose(0, 90) from dollars in Gen.Choose(0, 1) select (minor, day, terms, dollars)).ListOf()
        from payments in (from minor in Gen.Choose(1, 9_000) from share in Gen.Choose(0, 9_000) from to in Gen.Choose(0, 9) from clears in Gen.Choose(-10, 10) select (minor, share, to, clears)).ListOf()
        from edges in Gen.Choose(1, 50).NonEmptyListOf()
        from byIssue in Gen.Choose(0, 1)
        select (items, payments, edges, byIssue),
        drawn =>
        {
            var documents = new LedgerDocuments(Acme.Id, EndOf(May));
            foreach ((int at, (int minor, int day, int terms, int dollars) item) in drawn.items.Index())
            {
                documents.Add(Sdk.Billing.Invoice.Of($"R-{at}", Acme.Id, May.PlusDays(item.day), Money.OfMinor(item.minor, Currency.Parse(item.dollars == 1 ? "USD" : "CNY"))) with { DueOn = May.PlusDays(item.day + item.terms) });
            }

            foreach ((int at, (int minor, int share, int to, int clears) payment) in drawn.payments.Index())
            {
                PaymentAllocation[] shares = payment.share == 0 ? [] : [new PaymentAllocation($"R-{payment.to}", Money.OfMinor(Math.Min(payment.share, payment.minor), Currency.Cny))];
                documents.Add(Sdk.Billing.Payment.Of($"P-{at}", Acme.Id, Noon(May), Money.OfMinor(payment.minor, Currency.Cny), shares) with { ClearsOn = May.PlusDays(payment.clears) });
            }

            CustomerLedger ledger = documents.ToLedger();
            int[] edges = [.. drawn.edges.Distinct().Order().Take(AgeingOptions.MaxEdges)];
            ValueList<AgeingRow> rows = AgeingReader.Of(ledger, new AgeingOptions { Basis = (AgeingBasis)drawn.byIssue, Edges = [.. edges] });
            foreach (Currency currency in ledger.Currencies)
            {
                Money total = rows.SingleOrDefault(row => row.Currency == currency)?.Total ?? Money.Zero(currency);
                Assert.Equal(ledger.OpenIn(currency) - ledger.UnallocatedIn(currency), total);
            }

            Assert.All(rows, static row => Assert.True(row.Ages.All(static age => age.MinorUnits >= 0) && row.Credits.MinorUnits <= 0));
        },
        300);

    private static AgeingReader Reader(Books books) => new(books.Reader, books.Core.Store, new ClassifierSettings { ReportingCurrency = "CNY" }, new DaysSalesOutstandingTests.Rates());
}
