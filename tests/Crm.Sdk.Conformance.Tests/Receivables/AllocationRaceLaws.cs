using Crm.Sdk.Billing;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Receivables;

public sealed class InMemoryAllocationRaceLaws : AllocationRaceLaws<InMemoryStoreFixture>;

public sealed class SqliteAllocationRaceLaws : AllocationRaceLaws<SqliteStoreFixture>;

public sealed class PostgreSqlAllocationRaceLaws : AllocationRaceLaws<PostgreSqlStoreFixture>;

/// <summary>What several people post to one invoice at once, on a store (CR-6, L10).</summary>
/// <typeparam name="TFixture">Makes the stores.</typeparam>
public abstract class AllocationRaceLaws<TFixture> : IAsyncLifetime
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LocalDate May = new(2026, 5, 1);

    private readonly TFixture _fixture = new();
    private ICrmStore? _store;

    public async Task InitializeAsync()
    {
        _store = await _fixture.CreateAsync(None);
        await _store.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, None);
    }

    public async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await _fixture.RemoveAsync(_store, None);
        }

        if (_fixture is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task L10_payments_a_credit_note_and_a_write_off_at_once_never_give_an_invoice_more_than_it_takes()
    {
        for (int round = 0; round < ScaledCount.Of(100, 10); round++)
        {
            var host = new HistoryHost(_store!);
            var acme = Customer.Enterprise("Acme");
            Invoice invoice = Invoice.Of("R-1", acme.Id, May, Yuan(100));
            Payment[] payments = [.. Enumerable.Range(0, 6).Select(at => Payment.Of($"P-{at}", acme.Id, Instant.FromUtc(2026, 5, 2, 0, 0), Yuan(30 + at)))];
            await using (ICrmSession session = host.Crm.OpenSession(host.As("ada")))
            {
                session.Add(acme);
                session.Add(invoice);
                Array.ForEach(payments, session.Add);
                await session.CommitAsync(None);
            }

            var reader = new LedgerReader(_store!, HistoryHost.Model);
            var desk = new ReceivablesDesk(reader, new FixedExtensions(), host.Clock);
            var invoices = new InvoiceDesk(reader);
            Task[] racers =
            [
                .. payments.Select(payment => RaceAsync(host, async session => await desk.AllocateAsync(session, (await session.FindAsync<Payment>(payment.Id, None))!, AllocationStrategies.OldestDue, None))),
                RaceAsync(host, session => invoices.CreditAsync(session, "R-1", "G-1", May, Yuan(20), Yuan(0), None)),
                RaceAsync(host, session => invoices.WriteOffAsync(session, "R-1", Yuan(15), May, WriteOffReasons.Other, new ActorId("boss"), null, None)),
            ];
            await Task.WhenAll(racers);

            CustomerLedger ledger = await reader.ReadAsync(host.As("reader"), acme.Id, AsOf.EndOf(May.PlusDays(9), DateTimeZone.Utc), None);
            OpenItem item = Assert.Single(ledger.Items, static item => item.Invoice.Key == "R-1");
            Assert.Equal(Yuan(0), item.Open); // they offer 195 + 35: the invoice takes 100 and not more
            Assert.Equal(Yuan(100), item.Paid + item.Credited + item.WrittenOff);
            Assert.Equal(item.Paid, Yuan(195) - ledger.UnallocatedIn(Currency.Cny));
            Assert.Equal(InvoiceStatuses.Paid, item.Invoice.Status);
        }
    }

    private static Money Yuan(decimal amount) => Money.Of(amount, Currency.Cny);

    /// <summary>Posts in a new session until nobody came in between, or nothing is open any more.</summary>
    private static Task RaceAsync(HistoryHost host, Func<ICrmSession, Task> work) => Task.Run(async () =>
    {
        while (true)
        {
            await using ICrmSession session = host.Crm.OpenSession(host.As("racer"));
            try
            {
                await work(session);
                await session.CommitAsync(None);
                return;
            }
            catch (CrmConflictException)
            {
                // Another posted to the invoice meanwhile: read and decide again.
            }
            catch (CrmException refused) when (refused.Code == BillingErrorCodes.TooMuch)
            {
                return;
            }
        }
    });
}
