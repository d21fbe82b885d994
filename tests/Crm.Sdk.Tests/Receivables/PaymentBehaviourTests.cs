using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>How a customer pays, and the evidence that this is (CR-3).</summary>
public sealed class PaymentBehaviourTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");
    private static readonly LocalDate End = May.PlusDays(200);

    [Fact]
    public async Task CR_3_rates_and_days_late_come_of_what_fell_due_and_of_what_was_paid()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Payment(Acme.Id, "P-1", May.PlusDays(30), 100, To("R-1", 100)), // on the due day
            Invoice(Acme.Id, "R-2", May, 300),
            Payment(Acme.Id, "P-2", May.PlusDays(10), 100, To("R-2", 100)),
            Payment(Acme.Id, "P-3", May.PlusDays(50), 100, To("R-2", 100)), // 20 days late; 100 is open for 170 days
            Invoice(Acme.Id, "R-3", May, 200),
            CreditNote(Acme.Id, "G-1", May.PlusDays(90), 150, To("R-3", 150)),
            Payment(Acme.Id, "P-4", May.PlusDays(5), 50, To("R-3", 50)), // what was credited was not owed: in time
            Invoice(Acme.Id, "R-4", May, 900),
            ReceivableDispute.Of(Acme.Id, "R-4", Yuan(900), DisputeReasons.Quality, May), // no sign of bad payment
            Invoice(Acme.Id, "R-5", May.PlusDays(150), 300)); // 20 days overdue

        PaymentBehaviour behaviour = await Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default);

        Assert.Equal((4, 2, 0.5), (behaviour.FellDue, behaviour.OnTime, behaviour.OnTimeRate));
        Assert.Equal(20 * 100 / 350.0, behaviour.DaysLate!.Value, 12);
        Assert.Equal(350 / 750.0, behaviour.RepaymentRate!.Value, 12); // of 100, 300, 50 and 300
        Assert.Equal(0.25, behaviour.SeriouslyOverdueShare!.Value, 12); // 100 of 400
        Assert.Equal((Yuan(400), 170), (behaviour.Overdue, behaviour.DaysOverdue));
        Assert.Equal(200 / 365.25, behaviour.YearsOfDealing!.Value, 12);
        ValueList<CreditEvidence> evidence = LedgerEvidence.Of(behaviour, 0.9);
        Assert.Equal(
            [CreditIndicators.OnTimeRate, CreditIndicators.DaysLate, CreditIndicators.RepaymentRate, CreditIndicators.YearsOfDealing, CreditIndicators.SeriouslyOverdue],
            evidence.Select(static piece => piece.Indicator));
        Assert.All(evidence, static piece => Assert.Equal((CreditSources.OwnRecords, CreditInvestigations.Payments, End, 0.9), (piece.Source, piece.Investigation, piece.Date, piece.Reliability)));
    }

    [Fact]
    public async Task CR_3_what_was_paid_late_of_a_disputed_invoice_does_not_count_as_days_late()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Payment(Acme.Id, "P-1", May.PlusDays(90), 40, To("R-1", 40)), // 60 days late, while the rest is contested
            ReceivableDispute.Of(Acme.Id, "R-1", Yuan(60), DisputeReasons.Quality, May),
            Invoice(Acme.Id, "R-2", May, 100),
            Payment(Acme.Id, "P-2", May.PlusDays(35), 100, To("R-2", 100)));

        PaymentBehaviour behaviour = await Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default);

        Assert.Equal((5.0, 1, 0.0), (behaviour.DaysLate!.Value, behaviour.FellDue, behaviour.OnTimeRate!.Value));
    }

    [Fact]
    public async Task Of_whom_nothing_is_known_there_is_no_evidence()
    {
        Books books = await OpenAsync(Acme);
        PaymentBehaviour behaviour = await Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default);
        Assert.Empty(LedgerEvidence.Of(behaviour));
        Assert.Equal((null, Yuan(0), 0), (behaviour.OnTimeRate, behaviour.Overdue, behaviour.DaysOverdue));
    }

    [Fact]
    public async Task A_bill_pays_on_its_day_and_a_revoked_payment_never()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Payment(Acme.Id, "P-1", May.PlusDays(1), 100, To("R-1", 100)) with { ClearsOn = May.PlusDays(90) }, // 60 days late
            Invoice(Acme.Id, "R-2", May, 100),
            Payment(Acme.Id, "P-2", May.PlusDays(1), 100, To("R-2", 100)) with { RevokedAt = Noon(May.PlusDays(2)) });

        PaymentBehaviour behaviour = await Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default);

        Assert.Equal((2, 0, 60.0, 0.5), (behaviour.FellDue, behaviour.OnTime, behaviour.DaysLate!.Value, behaviour.RepaymentRate!.Value));
    }

    [Fact]
    public async Task Currencies_are_weighed_at_their_rate_and_without_one_nothing_that_is_weighed_is_known()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 700),
            Payment(Acme.Id, "P-1", May.PlusDays(40), 700, To("R-1", 700)),
            Sdk.Billing.Invoice.Of("R-2", Acme.Id, May, Money.Of(100m, "USD")) with { DueOn = May.PlusDays(30) },
            Sdk.Billing.Payment.Of("P-2", Acme.Id, Noon(May.PlusDays(60)), Money.Of(100m, "USD"), new PaymentAllocation("R-2", Money.Of(100m, "USD"))));

        Assert.Equal(20, (await Reader(books, new DaysSalesOutstandingTests.Rates()).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default)).DaysLate);
        PaymentBehaviour without = await Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 365, default);
        Assert.Equal((null, null, 0.0), (without.DaysLate, without.RepaymentRate, without.OnTimeRate));
    }

    [Fact]
    public async Task A_window_out_of_range_is_refused()
    {
        Books books = await OpenAsync(Acme);
        CrmException error = await Assert.ThrowsAsync<CrmException>(() => Reader(books, null).ReadAsync(SessionFixture.Ada, Acme.Id, EndOf(End), 0, default));
        Assert.Equal(BillingErrorCodes.BadOption, error.Code);
    }

    private static PaymentBehaviourReader Reader(Books books, IExchangeRates? rates) => new(books.Reader, books.Core.Store, new ClassifierSettings { ReportingCurrency = "CNY" }, rates);
}
