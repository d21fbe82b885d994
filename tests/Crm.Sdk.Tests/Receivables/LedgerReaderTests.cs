using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.Receivables;
using Crm.Sdk.Tests.Sessions;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>What a customer owes follows from its documents, as of an instant (CR-6).</summary>
public sealed class LedgerReaderTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");

    [Fact]
    public async Task CR_6_what_is_open_is_gross_less_payments_credits_and_write_offs()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 1000),
            Invoice(Acme.Id, "R-2", May, 300),
            Payment(Acme.Id, "P-1", May.PlusDays(3), 700, To("R-1", 500), To("R-2", 50)),
            CreditNote(Acme.Id, "G-1", May.PlusDays(4), 120, To("R-1", 100)),
            WriteOff.Of(Acme.Id, "R-2", Yuan(0.01m), May.PlusDays(5), WriteOffReasons.SmallBalance),
            ReceivableDispute.Of(Acme.Id, "R-1", Yuan(1000), DisputeReasons.Quality, May.PlusDays(5)));

        CustomerLedger ledger = await books.LedgerAsync(Acme.Id, May.PlusDays(9));

        Assert.Equal("R-1 400, R-2 249.99, G-1 -20", Open(ledger));
        Assert.Equal(new OpenItem(ledger.Items[0].Invoice, Yuan(500), Yuan(100), Yuan(0), Disputed: Yuan(400), Yuan(400)), ledger.Items[0]); // disputed is at most what is open
        Assert.Equal((Yuan(-100), Yuan(-20)), (ledger.Items[2].Credited, ledger.Items[2].Open));
        Assert.Equal(Yuan(150), Assert.Single(ledger.Payments).Unallocated);
        Assert.Equal((Yuan(629.99m), Yuan(150)), (ledger.OpenIn(Currency.Cny), ledger.UnallocatedIn(Currency.Cny)));
    }

    [Fact]
    public async Task A_document_counts_from_its_day_on_and_drafts_and_cancelled_ones_never()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Invoice(Acme.Id, "R-2", May.PlusDays(10), 50),
            Invoice(Acme.Id, "R-3", May, 50) with { Status = InvoiceStatuses.Draft },
            Invoice(Acme.Id, "R-4", May, 50) with { Status = InvoiceStatuses.Cancelled },
            Payment(Acme.Id, "P-1", May.PlusDays(5), 110, To("R-1", 40), To("R-2", 50), To("R-4", 20)),
            WriteOff.Of(Acme.Id, "R-1", Yuan(60), May.PlusDays(20), WriteOffReasons.Uncollectible));

        Assert.Empty((await books.LedgerAsync(Acme.Id, May.PlusDays(-1))).Items);
        Assert.Equal("R-1 100", Open(await books.LedgerAsync(Acme.Id, May.PlusDays(4))));
        CustomerLedger before = await books.LedgerAsync(Acme.Id, May.PlusDays(5));
        Assert.Equal(("R-1 60", Yuan(70)), (Open(before), before.UnallocatedIn(Currency.Cny))); // what is meant for R-2 waits for it; of R-4 nothing is owed
        CustomerLedger after = await books.LedgerAsync(Acme.Id, May.PlusDays(10));
        Assert.Equal(("R-1 60, R-2 0", Yuan(20)), (Open(after), after.UnallocatedIn(Currency.Cny)));
        Assert.Equal("R-1 0, R-2 0", Open(await books.LedgerAsync(Acme.Id, May.PlusDays(20))));
        Assert.Empty((await books.LedgerAsync(Acme.Id, May.PlusDays(20))).OpenOnly().Items);
    }

    [Fact]
    public async Task A_bill_pays_when_it_is_received_is_money_on_its_day_and_counts_for_nothing_once_it_is_revoked()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Payment(Acme.Id, "P-1", May.PlusDays(1), 80, To("R-1", 80)) with { Method = PaymentMethods.Cheque, ClearsOn = May.PlusDays(31), RevokedAt = Noon(May.PlusDays(40)) });

        CustomerLedger bill = await books.LedgerAsync(Acme.Id, May.PlusDays(30));
        Assert.Equal(("R-1 20", Yuan(80), false), (Open(bill), bill.UnclearedIn(Currency.Cny), bill.Payments[0].IsCleared));
        Assert.Single(bill.OpenOnly().Payments);
        CustomerLedger money = await books.LedgerAsync(Acme.Id, May.PlusDays(31));
        Assert.Equal(("R-1 20", Yuan(0), true), (Open(money), money.UnclearedIn(Currency.Cny), money.Payments[0].IsCleared));
        CustomerLedger bounced = await books.LedgerAsync(Acme.Id, May.PlusDays(40));
        Assert.Equal("R-1 100", Open(bounced));
        Assert.Empty(bounced.Payments);
    }

    [Fact]
    public async Task Currencies_are_never_mixed_a_share_in_another_currency_than_the_invoice_pays_nothing()
    {
        Books books = await OpenAsync(
            Acme,
            Invoice(Acme.Id, "R-1", May, 100),
            Sdk.Billing.Invoice.Of("R-2", Acme.Id, May, Money.Of(70m, "USD")),
            Sdk.Billing.Payment.Of("P-1", Acme.Id, Noon(May), Money.Of(50m, "USD"), new PaymentAllocation("R-1", Money.Of(20m, "USD")), new PaymentAllocation("R-2", Money.Of(30m, "USD"))));

        CustomerLedger ledger = await books.LedgerAsync(Acme.Id, May);

        Assert.Equal("R-1 100, R-2 40", Open(ledger));
        Assert.Equal(["CNY", "USD"], ledger.Currencies.Select(static currency => currency.Code));
        Assert.Equal(Money.Of(20m, "USD"), ledger.UnallocatedIn(Currency.Parse("USD")));
    }

    [Fact]
    public async Task A_dispute_is_open_from_its_day_until_it_is_settled_and_an_invoice_without_agreed_day_is_due_at_once()
    {
        Books books = await OpenAsync(
            Acme,
            Sdk.Billing.Invoice.Of("R-1", Acme.Id, May, Yuan(100)),
            ReceivableDispute.Of(Acme.Id, "R-1", Yuan(30), DisputeReasons.Price, May.PlusDays(2)) with { SettledOn = May.PlusDays(8), Outcome = DisputeOutcomes.Rejected });

        Money[] disputed = [.. await Task.WhenAll(new[] { 1, 2, 7, 8 }.Select(async day => (await books.LedgerAsync(Acme.Id, May.PlusDays(day))).Items[0].Disputed))];

        Assert.Equal([Yuan(0), Yuan(30), Yuan(30), Yuan(0)], disputed);
        OpenItem item = (await books.LedgerAsync(Acme.Id, May)).Items[0];
        Assert.Equal((0, 3), (item.DaysOverdue(May), item.DaysOverdue(May.PlusDays(3))));
    }

    [Fact]
    public async Task The_ledgers_of_all_customers_are_those_of_each_in_the_order_of_ids_with_merged_ones_under_their_survivor()
    {
        Customer[] customers = [.. Enumerable.Range(0, 9).Select(static number => Customer.Enterprise($"C{number}"))];
        Books books = await OpenAsync([.. customers]);
        foreach ((int at, Customer customer) in customers.Take(7).Index()) // two have no documents
        {
            await books.AddAsync(
                Invoice(customer.Id, $"R-{at}", May, 100 + at),
                Payment(customer.Id, $"P-{at}", May, 10, To($"R-{at}", 10)),
                WriteOff.Of(customer.Id, $"R-{at}", Yuan(1), May, WriteOffReasons.Other));
        }

        var merging = new CustomerMerging(books.Core.Store, SessionFixture.Model, new UnencryptedProtector(), books.Core.Clock);
        await using (ICrmSession session = books.Core.Crm.OpenSession(SessionFixture.Ada))
        {
            await merging.MergeAsync(session, customers[5].Id, customers[1].Id, null, default); // into a later one
            await merging.MergeAsync(session, customers[8].Id, customers[2].Id, null, default); // into one without documents of its own
            await session.CommitAsync(default);
        }

        await books.AddAsync(Payment(customers[5].Id, "P-9", May, 50, To("R-1", 50))); // the survivor pays the loser's invoice
        IReadOnlyList<CustomerLedger> all = await books.LedgersAsync(May);

        Assert.Equal([customers[0].Id, customers[3].Id, customers[4].Id, customers[5].Id, customers[6].Id, customers[8].Id], all.Select(static ledger => ledger.Customer));
        Assert.Equal(["R-0 89", "R-3 92", "R-4 93", "R-1 40, R-5 94", "R-6 95", "R-2 91"], all.Select(Open));
        foreach (CustomerLedger ledger in all)
        {
            Assert.Equal(ledger, await books.LedgerAsync(ledger.Customer, May));
        }

        Assert.Empty((await books.LedgerAsync(customers[1].Id, May)).Items);
    }
}
