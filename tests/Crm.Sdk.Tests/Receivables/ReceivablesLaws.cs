using Crm.Sdk.Billing;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static Crm.Sdk.Tests.Receivables.Books;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>What holds after any postings, done or refused (L10).</summary>
public sealed class ReceivablesLaws
{
    private static readonly Customer Acme = Customer.Enterprise("Acme");

    private static readonly Gen<Step> Steps =
        from what in Gen.Choose(0, 8) from invoice in Gen.Choose(0, 3) from payment in Gen.Choose(0, 3) from minor in Gen.Choose(1, 15_000) select new Step(what, $"R-{invoice}", $"P-{payment}", minor);

    [Fact]
    public Task L10_open_is_gross_less_allocations_credits_and_write_offs_and_nothing_is_given_more_than_it_takes() => Law.HoldsAsync(
        Sequences.Of(Steps, atMost: 15),
        async steps =>
        {
            Books books = await OpenAsync(
                [Acme, .. Enumerable.Range(0, 4).Select(static at => (object)Invoice(Acme.Id, $"R-{at}", May.PlusDays(at), 70.01m * (at + 1))),
                .. Enumerable.Range(0, 4).Select(static at => (object)(Payment(Acme.Id, $"P-{at}", May, 33.33m * (at + 2)) with { Reference = $"for R-{3 - at}" }))]);
            var model = new Model();
            foreach ((int at, Step step) in steps.Index())
            {
                bool done = true;
                try
                {
                    await books.PostAsync(async (session, desk, invoices) => await DoAsync(session, desk, invoices, step, $"G-{at}"));
                }
                catch (CrmException refused) when (refused.Code is BillingErrorCodes.TooMuch or BillingErrorCodes.CannotPost)
                {
                    done = false;
                }

                await model.CheckAsync(books, step, done);
            }
        },
        150);

    private static async Task<int> DoAsync(ICrmSession session, ReceivablesDesk desk, InvoiceDesk invoices, Step step, string credit)
    {
        Money amount = Money.OfMinor(step.Minor, Currency.Cny);
        Payment payment = await ReceivablesDeskTests.PaymentAsync(session, step.Payment);
        switch (step.What)
        {
            case <= 2:
                await desk.AllocateAsync(session, payment, AllocationStrategies.List.Members[step.Minor % 4].Code, default);
                break;
            case 3:
                await desk.AllocateAsync(session, payment, [new PaymentAllocation(step.Invoice, amount)], default);
                break;
            case 4:
                await desk.UnallocateAsync(session, payment, step.Minor % 2 == 0 ? step.Invoice : null, default);
                break;
            case 5:
                await invoices.CreditAsync(session, step.Invoice, credit, May, amount, Yuan(0), default);
                break;
            case 6:
                await invoices.WriteOffAsync(session, step.Invoice, amount, May, WriteOffReasons.Other, new ActorId("bob"), null, default);
                break;
            case 7:
                await invoices.DisputeAsync(session, step.Invoice, amount, DisputeReasons.Other, May, null, default);
                break;
            default:
                await desk.RevokeAsync(session, payment, default);
                break;
        }

        return 0;
    }

    private sealed record Step(int What, string Invoice, string Payment, int Minor);

    /// <summary>The sums that must hold, kept apart from the ledger by adding up what is stored.</summary>
    private sealed class Model
    {
        private string _before = string.Empty;

        public async Task CheckAsync(Books books, Step step, bool done)
        {
            CustomerLedger ledger = await books.LedgerAsync(Acme.Id, May.PlusDays(400));
            string now = Open(ledger);
            Assert.True(done || _before.Length == 0 || now == _before, $"{step} was refused and changed {_before} to {now}");
            _before = now;
            IReadOnlyList<Payment> payments = [.. (await books.Core.AllAsync<Payment>()).Where(static payment => payment.RevokedAt is null)];
            IReadOnlyList<WriteOff> writeOffs = await books.Core.AllAsync<WriteOff>();
            IReadOnlyList<Invoice> invoices = await books.Core.AllAsync<Invoice>();
            foreach (OpenItem item in ledger.Items)
            {
                string key = item.Invoice.Key;
                long given = payments.SelectMany(static payment => payment.Allocations).Concat(invoices.SelectMany(static invoice => invoice.Settles)).Where(share => share.Invoice == key).Sum(static share => share.Amount.MinorUnits)
                    + writeOffs.Where(writeOff => writeOff.Invoice == key).Sum(static writeOff => writeOff.Amount.MinorUnits)
                    - item.Invoice.Settles.Sum(static share => share.Amount.MinorUnits);
                Assert.Equal(item.Invoice.Gross.MinorUnits - given, item.Open.MinorUnits);
                Assert.InRange(item.Open.MinorUnits, Math.Min(0, item.Invoice.Gross.MinorUnits), Math.Max(0, item.Invoice.Gross.MinorUnits));
                Assert.InRange(-invoices.Where(note => note.Corrects == key).Sum(static note => note.Gross.MinorUnits), 0, Math.Max(0, item.Invoice.Gross.MinorUnits));
                Assert.InRange(item.Disputed.MinorUnits, 0, Math.Max(0, item.Open.MinorUnits));
                Assert.Equal(item.IsSettled && !item.Invoice.IsCreditNote, item.Invoice.Status == InvoiceStatuses.Paid);
            }

            Assert.All(ledger.Payments, static payment => Assert.InRange(payment.Unallocated.MinorUnits, 0, payment.Payment.Amount.MinorUnits));
            Assert.Equal(
                invoices.Sum(static invoice => invoice.Gross.MinorUnits) - payments.Sum(static payment => payment.Amount.MinorUnits) - writeOffs.Sum(static writeOff => writeOff.Amount.MinorUnits),
                ledger.OpenIn(Currency.Cny).MinorUnits - ledger.UnallocatedIn(Currency.Cny).MinorUnits);
        }
    }
}
