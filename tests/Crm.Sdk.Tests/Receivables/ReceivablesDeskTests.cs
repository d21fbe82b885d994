using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>Postings over the reference store (CR-6).</summary>
public sealed class ReceivablesDeskTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");
    private static readonly Customer Other = Customer.Enterprise("Other");

    [Fact]
    public async Task CR_6_a_payment_goes_to_invoices_by_a_strategy_and_the_rest_stays_with_it()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-2", May.PlusDays(1), 200), Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May.PlusDays(5), 350));

        Payment paid = await books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), AllocationStrategies.OldestDue, default));

        Assert.Equal([To("R-1", 100), To("R-2", 200)], paid.Allocations);
        CustomerLedger ledger = await books.LedgerAsync(Acme.Id, May.PlusDays(5));
        Assert.Equal(("R-1 0, R-2 0", Yuan(50)), (Open(ledger), ledger.UnallocatedIn(Currency.Cny)));
        Assert.All(ledger.Items, static item => Assert.Equal(InvoiceStatuses.Paid, item.Invoice.Status));
    }

    [Fact]
    public async Task Shares_that_a_person_chose_grow_and_are_taken_back()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 90));
        for (int time = 0; time < 2; time++)
        {
            await books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), [To("R-1", 30)], default));
        }

        OpenItem item = (await books.LedgerAsync(Acme.Id, May)).Items[0];
        Assert.Equal((Yuan(40), InvoiceStatuses.PartlyPaid), (item.Open, item.Invoice.Status));
        await books.PostAsync(async (session, desk, _) => await desk.UnallocateAsync(session, await PaymentAsync(session, "P-1"), "R-1", default));
        item = (await books.LedgerAsync(Acme.Id, May)).Items[0];
        Assert.Equal((Yuan(100), InvoiceStatuses.Issued), (item.Open, item.Invoice.Status));
    }

    [Theory]
    [InlineData("R-1", 100.01, BillingErrorCodes.TooMuch)] // the invoice takes 100
    [InlineData("R-2", 150, BillingErrorCodes.TooMuch)] // the payment has 120
    [InlineData("R-1", -1, BillingErrorCodes.TooMuch)]
    [InlineData("R-3", 10, BillingErrorCodes.CannotPost)] // a draft
    [InlineData("R-4", 10, BillingErrorCodes.CannotPost)] // another customer's
    [InlineData("R-5", 10, BillingErrorCodes.CannotPost)] // in dollars
    [InlineData("R-9", 10, BillingErrorCodes.CannotPost)] // there is none
    public async Task L10_no_more_is_allocated_than_the_payment_has_and_the_invoice_takes(string invoice, double amount, string code)
    {
        Books books = await OpenAsync(
            Acme,
            Other,
            Invoice(Acme.Id, "R-1", May, 100),
            Invoice(Acme.Id, "R-2", May, 200),
            Invoice(Acme.Id, "R-3", May, 100) with { Status = InvoiceStatuses.Draft },
            Invoice(Other.Id, "R-4", May, 100),
            Sdk.Billing.Invoice.Of("R-5", Acme.Id, May, Money.Of(100m, "USD")),
            Payment(Acme.Id, "P-1", May, 120));

        CrmException error = await Assert.ThrowsAsync<CrmException>(
            () => books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), [To(invoice, (decimal)amount)], default)));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task L10_an_invoice_that_stands_twice_among_the_shares_is_refused_since_each_alone_would_fit()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 200));

        CrmException error = await Assert.ThrowsAsync<CrmException>(
            () => books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), [To("R-1", 60), To("R-1", 60)], default)));

        Assert.Equal(BillingErrorCodes.TooMuch, error.Code);
    }

    [Fact]
    public async Task A_refund_pays_what_we_owe_by_a_credit_note()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 100, To("R-1", 100)), Payment(Acme.Id, "P-2", May.PlusDays(2), -30));
        await books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-1", May.PlusDays(1), Yuan(30), Yuan(0), default));
        Assert.Equal("R-1 0, G-1 -30", Open(await books.LedgerAsync(Acme.Id, May.PlusDays(1)))); // it was paid: the credit is ours to give back

        Payment refund = await books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-2"), AllocationStrategies.OldestDue, default));

        Assert.Equal([To("G-1", -30)], refund.Allocations);
        Assert.Equal("R-1 0, G-1 0", Open(await books.LedgerAsync(Acme.Id, May.PlusDays(2))));
    }

    [Fact]
    public async Task A_credit_note_settles_what_is_open_and_credits_together_are_at_most_the_invoice()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100));
        Invoice note = await books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-1", May, Yuan(50), Yuan(10), default));
        Assert.Equal((Yuan(-60), [To("R-1", 60)]), (note.Gross, note.Settles));

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-2", May, Yuan(40.01m), Yuan(0), default)));

        Assert.Equal(BillingErrorCodes.TooMuch, error.Code);
        Assert.Equal("G-1 0, R-1 40", Open(await books.LedgerAsync(Acme.Id, May)));
    }

    [Fact]
    public async Task Credit_notes_on_a_paid_invoice_are_together_at_most_the_invoice_too()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 100, To("R-1", 100)));
        Invoice note = await books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-1", May, Yuan(30), Yuan(0), default));
        Assert.Equal((true, "R-1"), (note.Settles.IsEmpty, note.Corrects));

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-2", May, Yuan(70.01m), Yuan(0), default)));

        Assert.Equal(BillingErrorCodes.TooMuch, error.Code);
        await books.PostAsync((session, _, invoices) => invoices.CreditAsync(session, "R-1", "G-2", May, Yuan(70), Yuan(0), default));
        Assert.Equal("G-1 -30, G-2 -70, R-1 0", Open(await books.LedgerAsync(Acme.Id, May)));
    }

    [Fact]
    public async Task CR_6_a_write_off_needs_a_second_person_and_can_be_taken_back()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100));
        Task<WriteOff> WriteOff(string by, decimal amount) =>
            books.PostAsync((session, _, invoices) => invoices.WriteOffAsync(session, "R-1", Yuan(amount), May, WriteOffReasons.Insolvency, new ActorId(by), null, default));
        Assert.Equal(BillingErrorCodes.NeedsSecondPerson, (await Assert.ThrowsAsync<CrmException>(() => WriteOff("ada", 100))).Code);
        Assert.Equal(BillingErrorCodes.TooMuch, (await Assert.ThrowsAsync<CrmException>(() => WriteOff("bob", 101))).Code);

        WriteOff done = await WriteOff("bob", 100);
        Assert.Equal(("bob", "R-1 0"), (done.ApprovedBy, Open(await books.LedgerAsync(Acme.Id, May))));

        await books.PostAsync(async (session, _, invoices) =>
        {
            await invoices.ReinstateAsync(session, (await session.FindAsync<WriteOff>(done.Id, default))!, default);
            return 0;
        });
        Assert.Equal("R-1 100", Open(await books.LedgerAsync(Acme.Id, May)));
    }

    [Fact]
    public async Task CR_6_a_dispute_is_about_what_is_open_and_is_settled_once()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100));
        Task<ReceivableDispute> Dispute(decimal? amount) =>
            books.PostAsync((session, _, invoices) => invoices.DisputeAsync(session, "R-1", amount is { } yuan ? Yuan(yuan) : null, DisputeReasons.Quality, May, "It hums.", default));
        await Dispute(30);
        Assert.Equal(BillingErrorCodes.TooMuch, (await Assert.ThrowsAsync<CrmException>(() => Dispute(71))).Code);
        ReceivableDispute rest = await Dispute(null);
        Assert.Equal((Yuan(70), Yuan(100)), (rest.Amount, (await books.LedgerAsync(Acme.Id, May)).Items[0].Disputed));

        Task Settle() => books.PostAsync(async (session, _, invoices) =>
            await invoices.SettleAsync(session, (await session.FindAsync<ReceivableDispute>(rest.Id, default))!, DisputeOutcomes.Rejected, May.PlusDays(2), default));
        await Settle();
        Assert.Equal(Yuan(30), (await books.LedgerAsync(Acme.Id, May.PlusDays(2))).Items[0].Disputed);
        Assert.Equal(BillingErrorCodes.CannotPost, (await Assert.ThrowsAsync<CrmException>(Settle)).Code);
    }

    [Fact]
    public async Task A_cheque_that_bounced_opens_its_invoices_again_and_gives_no_more()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 100, To("R-1", 100)));
        books.Core.Clock.Set(Noon(May.PlusDays(7)));

        await books.PostAsync(async (session, desk, _) => await desk.RevokeAsync(session, await PaymentAsync(session, "P-1"), default));

        Assert.Equal("R-1 0", Open(await books.LedgerAsync(Acme.Id, May.PlusDays(6))));
        CustomerLedger after = await books.LedgerAsync(Acme.Id, May.PlusDays(7));
        Assert.Equal(("R-1 100", InvoiceStatuses.Issued), (Open(after), after.Items[0].Invoice.Status));
        CrmException error = await Assert.ThrowsAsync<CrmException>(
            () => books.PostAsync(async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), AllocationStrategies.OldestDue, default)));
        Assert.Equal(BillingErrorCodes.CannotPost, error.Code);
    }

    [Fact]
    public async Task A_session_posts_once_to_an_invoice_before_it_commits()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 60), Payment(Acme.Id, "P-2", May, 60));

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => books.PostAsync(async (session, desk, _) =>
        {
            await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), [To("R-1", 60)], default);
            return await desk.AllocateAsync(session, await PaymentAsync(session, "P-2"), [To("R-1", 60)], default); // what is committed would take it
        }));

        Assert.Equal(BillingErrorCodes.PostedAlready, error.Code);
    }

    [Fact]
    public async Task A_strategy_of_a_plugin_is_asked_by_its_name_and_not_believed_where_it_gives_too_much()
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 60));
        Task<Payment> Allocate(decimal share, string name) => books.PostAsync(
            async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), name, default), new Fixed(To("R-1", share)));

        Assert.Equal(BillingErrorCodes.BadStrategy, (await Assert.ThrowsAsync<CrmException>(() => Allocate(61, "tests.fixed"))).Code);
        Assert.Contains("oldest-due", (await Assert.ThrowsAsync<CrmException>(() => Allocate(10, "newest"))).Message, StringComparison.Ordinal);
        Assert.Equal([To("R-1", 10)], (await Allocate(10, "tests.fixed")).Allocations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_strategy_of_a_plugin_that_answers_null_is_named(bool inList)
    {
        Books books = await OpenAsync(Acme, Invoice(Acme.Id, "R-1", May, 100), Payment(Acme.Id, "P-1", May, 60));

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => books.PostAsync(
            async (session, desk, _) => await desk.AllocateAsync(session, await PaymentAsync(session, "P-1"), "tests.null", default), new Null(inList)));

        Assert.Equal((BillingErrorCodes.BadStrategy, "Allocation strategy 'tests.null' answers null; an empty list gives nothing to any item."), (error.Code, error.Message));
    }

    private sealed class Null(bool inList) : IAllocationStrategy
    {
        public string Name => "tests.null";

        public IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request) => inList ? [null!] : null!;
    }

    internal static async Task<Payment> PaymentAsync(ICrmSession session, string key) =>
        (await session.QueryAsync(new CrmQuery<Payment> { Where = Sdk.Storage.Condition.Equal(PaymentModel.Key, Sdk.Storage.FieldValue.Of(key)) }, default)).Items[0];

    private sealed class Fixed(PaymentAllocation share) : IAllocationStrategy
    {
        public string Name => "tests.fixed";

        public IReadOnlyList<PaymentAllocation> Allocate(AllocationRequest request) => [share];
    }
}
