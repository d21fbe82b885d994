using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

/// <summary>A loyalty programme of a tenant of its own over one store: earning, tiers, the ledger beneath.</summary>
internal sealed class MemberHost
{
    public const string Programme = "club";

    private static readonly CancellationToken None = CancellationToken.None;

    public MemberHost(ICrmStore store, IExtensions? extensions = null, int batchSize = 100)
    {
        Ledger = new LoyaltyHost(store);
        var identity = new CustomerIdentity(store, HistoryHost.Model);
        var settings = new EarningSettings { BatchSize = batchSize };
        Desk = new EarningDesk(Crm, store, Ledger.Ledger, Ledger.Statements, identity, extensions ?? new FixedExtensions(), settings, Ledger.Host.Clock, TimeProvider.System);
        Tiers = new TierDesk(Crm, store, Ledger.Ledger, Ledger.Statements, identity, settings, Ledger.Host.Clock);
        Members = new LoyaltyMembers(identity, Ledger.Host.Clock);
        Simulator = new LoyaltySimulator(Crm, store, extensions ?? new FixedExtensions(), settings, TimeProvider.System);
    }

    public static EarningRule Spend { get; } = new() { Code = "spend", Points = 1, Per = 10, Currency = "CNY" };

    public static PointsWallet Wallet { get; } = new() { Code = PointsWallet.Main };

    public LoyaltyHost Ledger { get; }

    public EarningDesk Desk { get; }

    public TierDesk Tiers { get; }

    public LoyaltyMembers Members { get; }

    public LoyaltySimulator Simulator { get; }

    public ICrm Crm => Ledger.Host.Crm;

    public CrmScope Scope => Ledger.Scope;

    public Instant Now => Ledger.Now;

    public static LoyaltyProgramme Of(params ReadOnlySpan<EarningRule> rules) => new() { Code = Programme, Zone = "Asia/Shanghai", Wallets = [Wallet], Earning = ValueList.Create(rules) };

    public async Task SaveAsync(LoyaltyProgramme programme)
    {
        await using ICrmSession session = Crm.OpenSession(Scope);
        await LoyaltyProgrammes.SaveAsync(session, programme, None);
        await session.CommitAsync(None);
    }

    public async Task<CustomerId> CustomerAsync(Func<Customer, Customer>? with = null)
    {
        Customer customer = Customer.Enterprise("Member");
        await AddAsync(with?.Invoke(customer) ?? customer);
        return customer.Id;
    }

    /// <summary>A sale some days ago, of one line for each amount in CNY.</summary>
    public Order Sale(CustomerId customer, int daysAgo, params decimal[] amounts) => Order.Place(
        customer, Now - Duration.FromDays(daysAgo), [.. amounts.Select(static (amount, line) => OrderLine.Of($"p{line}", 10, UnitPrice.Of(amount / 10, "CNY")))]);

    public async Task AddAsync(params object[] records)
    {
        await using ICrmSession session = Crm.OpenSession(Scope);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(None);
    }

    public async Task ChangeAsync(Order order)
    {
        await using ICrmSession session = Crm.OpenSession(Scope);
        _ = await session.FindAsync<Order>(order.Id, None);
        session.Update(order);
        await session.CommitAsync(None);
    }

    public Task<EarningReport> RunAsync() => Desk.RunAsync(Scope, Programme, null, null, None);

    public async Task<PointsEarning?> EarningAsync(Order order)
    {
        await using ICrmSession session = Crm.OpenSession(Scope);
        return await session.FindAsync<PointsEarning>(PointsEarningId.Of(Programme, EarningSource.Order, order.Id), None);
    }

    public async Task<long> PointsAsync(CustomerId customer)
    {
        PointsBalance balance = await Ledger.BalanceAsync(customer);
        return balance.Available + balance.Pending - balance.Debt;
    }

    /// <summary>The transactions of a member, each as its kind and points.</summary>
    public async Task<IReadOnlyList<string>> StatementAsync(CustomerId customer) =>
        await Ledger.Ledger.StatementAsync(Scope, customer, Now, Programme, PointsWallet.Main, None).Select(static line => $"{line.Transaction.Kind} {line.Transaction.Points}").ToListAsync();

    public async Task BalancesAsync()
    {
        LedgerVerification found = await Ledger.VerifyAsync();
        Assert.True(found.IsBalanced, found.IsBalanced ? null : found.Problems[0].Detail);
    }
}
