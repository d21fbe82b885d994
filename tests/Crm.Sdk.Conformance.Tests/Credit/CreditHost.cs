using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Credit;

/// <summary>The order check of a tenant of its own over one store.</summary>
internal sealed class CreditHost
{
    private static readonly CancellationToken None = CancellationToken.None;

    public CreditHost(ICrmStore store, CreditRuleSet? rules = null)
    {
        Host = new HistoryHost(store);
        Identity = new CustomerIdentity(store, HistoryHost.Model);
        Accounts = new CreditAccounts(Identity);
        Settings.Rules = rules ?? Settings.Rules;
        Desk = new OrderCreditDesk(
            store,
            HistoryHost.Model,
            new LedgerReader(store, HistoryHost.Model),
            Identity,
            new LabelReader(Host.Crm, store),
            new FixedExtensions(),
            new EmployeeAuthority(Host.Crm, new CreditRoleTitles(), Host.Clock),
            Settings,
            Host.Clock,
            TimeProvider.System,
            new Dollars());
        Replay = new CreditReplay(store, HistoryHost.Model);
    }

    public static decimal DollarRate => 7.13m;

    public HistoryHost Host { get; }

    public CustomerIdentity Identity { get; }

    public CreditAccounts Accounts { get; }

    public OrderCheckSettings Settings { get; } = new();

    public OrderCreditDesk Desk { get; }

    public CreditReplay Replay { get; }

    public LocalDate Today => Host.Clock.GetCurrentInstant().InUtc().Date;

    public AsOf Now => AsOf.At(Host.Clock.GetCurrentInstant(), DateTimeZone.Utc);

    public static Money Yuan(decimal amount) => Money.Of(amount, Currency.Cny);

    public Order Order(CustomerId customer, Money amount) => Sdk.Orders.Order.Place(customer, Host.Clock.GetCurrentInstant(), OrderLine.OfTotal("p", 1, amount));

    public async Task DoAsync(Func<ICrmSession, Task> work, string actor = "ada")
    {
        await using ICrmSession session = Host.Crm.OpenSession(Host.As(actor));
        await work(session);
        await session.CommitAsync(None);
    }

    /// <summary>A customer with an account, and a limit where one is given.</summary>
    public async Task<CustomerId> CustomerAsync(string name, decimal? limit)
    {
        var customer = Customer.Enterprise(name);
        await DoAsync(async session =>
        {
            session.Add(customer);
            await Accounts.OpenAsync(session, customer.Id, Currency.Cny, None);
        });
        if (limit is { } amount)
        {
            await DoAsync(session => Accounts.GrantAsync(session, customer.Id, new CreditLimitGrant(Yuan(amount), Today, "start", "ada", "bob"), None));
        }

        return customer.Id;
    }

    /// <summary>Submits an order in a session of its own, again with a new session as long as others came first.</summary>
    /// <returns>The outcome, and how often it conflicted.</returns>
    public async Task<(CreditOutcome Outcome, int Conflicts)> SubmitAsync(Order order, string actor = "seller")
    {
        for (int conflicts = 0; ; conflicts++)
        {
            await using ICrmSession session = Host.Crm.OpenSession(Host.As(actor));
            CheckedOrder done = await Desk.SubmitAsync(session, order, null, Now, None);
            try
            {
                await session.CommitAsync(None);
                return (done.Answer.Outcome, conflicts);
            }
            catch (CrmConflictException)
            {
                // Another order reserved meanwhile: look again at what is left.
            }
        }
    }

    public async Task<CheckedOrder> CheckAsync(CustomerId customer, Money amount)
    {
        await using ICrmSession session = Host.Crm.OpenSession(Host.As("reader"));
        return await Desk.CheckAsync(session, customer, amount, Now, None);
    }

    private sealed class Dollars : IExchangeRates
    {
        public ValueTask<decimal?> FindRateAsync(Currency from, Currency to, LocalDate date, CancellationToken cancellationToken) =>
            ValueTask.FromResult<decimal?>(from.Code == "USD" && to == Currency.Cny ? DollarRate : null);
    }
}
