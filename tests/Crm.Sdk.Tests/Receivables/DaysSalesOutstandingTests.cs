using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>Days sales outstanding: the worked figures of public sources, and of documents (CR-6).</summary>
public sealed class DaysSalesOutstandingTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");

    [Theory]
    [InlineData(18_000, 20_000, 30, 27)]
    [InlineData(800_000, 2_000_000, 91, 36.4)]
    [InlineData(500_000, 750_000, 30, 20)]
    [InlineData(50_000, 200_000, 365, 91.25)]
    public void Simple_is_receivables_by_credit_sales_times_days(int receivables, int sales, int days, double expected) =>
        Assert.Equal(expected, DaysSalesOutstanding.Simple(Yuan(receivables), Yuan(sales), days)!.Value, 12);

    [Fact]
    public void Best_possible_counts_what_is_not_due_and_the_difference_is_the_average_delinquency()
    {
        double? best = DaysSalesOutstanding.BestPossible(Yuan(2_070_000), Yuan(9_000_000), 90), simple = DaysSalesOutstanding.Simple(Yuan(4_600_000), Yuan(9_000_000), 90);
        Assert.Equal((20.7, 46.0), (best!.Value, simple!.Value));
        Assert.Equal(25.3, DaysSalesOutstanding.AverageDaysDelinquent(simple, best)!.Value, 12);
    }

    [Fact]
    public void Count_back_uses_up_the_latest_sales_first() => Assert.Equal(
        74.5, DaysSalesOutstanding.CountBack(Yuan(150_000), [new(31, Yuan(60_000)), new(28, Yuan(50_000)), new(31, Yuan(80_000))])!.Value, 12);

    [Fact]
    public void What_cannot_be_computed_is_undefined_and_not_zero()
    {
        Assert.Null(DaysSalesOutstanding.Simple(Yuan(100), Yuan(0), 30));
        Assert.Null(DaysSalesOutstanding.BestPossible(Yuan(100), Yuan(0), 30));
        Assert.Null(DaysSalesOutstanding.AverageDaysDelinquent(null, 10));
        Assert.Null(DaysSalesOutstanding.CountBack(Yuan(100), [new(31, Yuan(60)), new(28, Yuan(0))])); // sales never were that much
        Assert.Equal(0, DaysSalesOutstanding.CountBack(Yuan(0), []));
        Assert.Equal(59, DaysSalesOutstanding.CountBack(Yuan(60), [new(28, Yuan(0)), new(31, Yuan(60))])); // a month without sales counts its days
        Assert.Equal(ErrorCodes.CurrencyMismatch, Assert.Throws<CrmException>(() => DaysSalesOutstanding.Simple(Yuan(1), Money.Of(1m, "USD"), 30)).Code);
    }

    [Fact]
    public async Task CR_6_the_figures_come_of_documents_by_currency_and_in_the_reporting_currency()
    {
        LocalDate end = new(2026, 3, 31);
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", new(2026, 1, 15), 80_000), // due on 14 February
            Invoice(Acme.Id, "R-2", new(2026, 2, 10), 50_000), // due on 12 March
            Invoice(Acme.Id, "R-3", new(2026, 3, 20), 60_000),
            Payment(Acme.Id, "P-1", new(2026, 2, 10), 30_000, To("R-1", 30_000)), // early
            Payment(Acme.Id, "P-2", new(2026, 2, 24), 10_000, To("R-1", 10_000)), // ten days late
            Payment(Acme.Id, "P-3", new(2026, 3, 30), 5_000, To("R-1", 5_000)) with { ClearsOn = new(2026, 4, 30) }, // a promise yet
            Sdk.Billing.Invoice.Of("R-4", Acme.Id, end, Money.Of(100m, "USD")));

        DsoReport report = await Reader(books, new Rates()).ReadAsync(SessionFixture.Ada, EndOf(end), new DsoOptions { Days = 90 }, default);
        ValueList<DsoFigures> figures = report.Figures;
        Assert.Empty(report.MissingRates);

        DsoFigures yuan = figures[0];
        Assert.Equal((Yuan(145_000), Yuan(60_000), Yuan(190_000)), (yuan.Receivables, yuan.Current, yuan.CreditSales));
        Assert.Equal(145_000.0 / 190_000 * 90, yuan.Simple!.Value, 12);
        Assert.Equal(31 + 28 + (35_000.0 / 80_000 * 31), yuan.CountBack!.Value, 12);
        Assert.Equal(2.5, yuan.AverageDaysLate); // 10 days of 10,000 out of 40,000
        Assert.Equal(["CNY", "USD", "CNY"], figures.Select(static one => one.Currency.Code));
        Assert.Equal((true, Yuan(145_700), Yuan(190_700), 2.5), (figures[2].IsReporting, figures[2].Receivables, figures[2].CreditSales, figures[2].AverageDaysLate!.Value));
        DsoReport without = await Reader(books, null).ReadAsync(SessionFixture.Ada, EndOf(end), new DsoOptions(), default);
        Assert.Equal((2, "USD/CNY"), (without.Figures.Count, Assert.Single(without.MissingRates))); // no rate: no sum, and it is said why
        DsoFigures later = (await Reader(books, null).ReadAsync(SessionFixture.Ada, EndOf(end.PlusYears(1)), new DsoOptions(), default)).Figures[0];
        Assert.Equal((null, null, 0), (later.Simple, later.AverageDaysLate, later.CreditSales.MinorUnits)); // nothing was sold: undefined
    }

    [Theory]
    [InlineData(0, 12)]
    [InlineData(90, 0)]
    [InlineData(90, 121)]
    public void A_period_out_of_range_is_refused(int days, int months) =>
        Assert.Equal(BillingErrorCodes.BadOption, Assert.Throws<CrmException>(() => new DsoOptions { Days = days, CountBackMonths = months }.Check()).Code);

    private static DsoReader Reader(Books books, IExchangeRates? rates) => new(books.Reader, books.Core.Store, new ClassifierSettings { ReportingCurrency = "CNY" }, rates);

    internal sealed class Rates : IExchangeRates
    {
        public ValueTask<decimal?> FindRateAsync(Currency from, Currency to, LocalDate date, CancellationToken cancellationToken) =>
            ValueTask.FromResult<decimal?>(from.Code == "USD" && to == Currency.Cny ? 7 : null);
    }
}
