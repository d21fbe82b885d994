using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Receivables;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Receivables;

/// <summary>The books of a small company over the reference store, in renminbi.</summary>
internal sealed class Books
{
    private Books(SessionFixture core)
    {
        Core = core;
        Reader = new LedgerReader(core.Store, SessionFixture.Model);
        Payments = new PaymentBehaviourReader(Reader, core.Store, new ClassifierSettings { ReportingCurrency = "CNY" });
    }

    public static LocalDate May { get; } = new(2026, 5, 1);

    public SessionFixture Core { get; }

    public LedgerReader Reader { get; }

    public PaymentBehaviourReader Payments { get; }

    public static async Task<Books> OpenAsync(params object[] records)
    {
        var books = new Books(await SessionFixture.StartAsync());
        await books.AddAsync(records);
        return books;
    }

    public static Money Yuan(decimal amount) => Money.Of(amount, Currency.Cny);

    public static PaymentAllocation To(string invoice, decimal amount) => new(invoice, Yuan(amount));

    /// <summary>An invoice of a day, due 30 days later.</summary>
    public static Invoice Invoice(CustomerId customer, string key, LocalDate day, decimal net) => Sdk.Billing.Invoice.Of(key, customer, day, Yuan(net)) with { DueOn = day.PlusDays(30) };

    public static Invoice CreditNote(CustomerId customer, string key, LocalDate day, decimal amount, params PaymentAllocation[] settles) =>
        Sdk.Billing.Invoice.Of(key, customer, day, Yuan(-amount)) with { Settles = [.. settles] };

    public static Payment Payment(CustomerId customer, string key, LocalDate day, decimal amount, params PaymentAllocation[] shares) =>
        Sdk.Billing.Payment.Of(key, customer, Noon(day), Yuan(amount), shares);

    public static Instant Noon(LocalDate day) => day.AtMidnight().InUtc().ToInstant() + Duration.FromHours(12);

    public static AsOf EndOf(LocalDate day) => AsOf.EndOf(day, DateTimeZone.Utc);

    public async Task AddAsync(params object[] records)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(default);
    }

    /// <summary>Does something with the desks in a session and commits.</summary>
    public async Task<T> PostAsync<T>(Func<ICrmSession, ReceivablesDesk, InvoiceDesk, Task<T>> work, params object[] plugins)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        T done = await work(session, new ReceivablesDesk(Reader, new FixedExtensions(plugins), Core.Clock), new InvoiceDesk(Reader));
        await session.CommitAsync(default);
        return done;
    }

    public Task<CustomerLedger> LedgerAsync(CustomerId customer, LocalDate day) => Reader.ReadAsync(SessionFixture.Ada, customer, EndOf(day), default);

    public async Task<IReadOnlyList<CustomerLedger>> LedgersAsync(LocalDate day) => await Reader.ReadAllAsync(SessionFixture.Ada, EndOf(day), default).ToListAsync();

    /// <summary>What is open of each item, as <c>KEY AMOUNT</c>.</summary>
    public static string Open(CustomerLedger ledger) => string.Join(", ", ledger.Items.Select(static item => $"{item.Invoice.Key} {item.Open.Amount:0.##}"));
}
