using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Tests.Transactions;

/// <summary>A small trade over the reference store: teas and cups, sold to a person and an enterprise.</summary>
internal sealed class TradeFixture
{
    public static readonly AsOf Summer = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc);

    private static readonly ClassifierSettings Dollars = new() { ReportingCurrency = "USD" };

    private TradeFixture(SessionFixture core) => Core = core;

    public SessionFixture Core { get; }

    public Customer Ada { get; } = Customer.Individual(PersonName.Of("Ada", "Lovelace")) with { Key = "ada", Region = "north" };

    public Customer Bolt { get; } = Customer.Enterprise("Bolt Ltd") with { Key = "bolt", Industry = "machines" };

    public Customer Bolton { get; } = Customer.Enterprise("Bolton Ltd") with { Key = "bolton" };

    public static async Task<TradeFixture> StartAsync()
    {
        var trade = new TradeFixture(await SessionFixture.StartAsync());
        await trade.AddAllAsync(trade.Ada, trade.Bolt, trade.Bolton);
        await trade.AddAllAsync(Of("green", "drinks/tea", 4), Of("black", "drinks/tea", 6), Of("oolong", "drinks/tea", 10), Of("cup", "ware/cups", 3), Of("stray", null, 1));
        return trade;
    }

    public Task AddAsync(params Order[] orders) => AddAllAsync(orders);

    public Task AddProductAsync(params Product[] products) => AddAllAsync(products);

    public async Task ChangeAsync(CustomerId id, Func<Customer, Customer> change)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        session.Update(change((await session.FindAsync<Customer>(id, CancellationToken.None))!));
        await session.CommitAsync(CancellationToken.None);
    }

    public static Instant At(int month, int day, int hour = 12, int minute = 0) => Instant.FromUtc(2026, month, day, hour, minute);

    public static Order Sale(Customer customer, Instant at, params OrderLine[] lines) => Order.Place(customer.Id, at, lines);

    public static OrderLine Line(string? product, int pieces, decimal net, string currency = "USD", decimal discount = 0) =>
        OrderLine.OfTotal(product, pieces, Money.Of(net, currency)) with { Discount = Money.Of(discount, currency) };

    public Task<TransactionAnalysis> AnalyseAsync(TransactionOptions? options = null, IExchangeRates? rates = null) =>
        new TransactionReader(Core.Crm, Core.Store, Dollars, rates).ReadAsync(SessionFixture.Ada, Summer, options, null, CancellationToken.None);

    public Task<CustomerPreferences> PreferencesAsync(Customer customer, AsOf? asOf = null) =>
        new PreferenceReader(Core.Crm, Core.Store, new CustomerIdentity(Core.Store, Core.Crm.Model), Dollars).ReadAsync(SessionFixture.Ada, customer.Id, asOf ?? Summer, CancellationToken.None);

    public async Task MergeAsync(Customer survivor, Customer loser)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        await new CustomerMerging(Core.Store, SessionFixture.Model, new UnencryptedProtector(), Core.Clock).MergeAsync(session, survivor.Id, loser.Id, null, CancellationToken.None);
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task AddAllAsync<T>(params T[] records)
        where T : class
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        Array.ForEach(records, session.Add);
        await session.CommitAsync(CancellationToken.None);
    }

    private static Product Of(string key, string? category, decimal price) => Product.Of(key, key, UnitPrice.Of(price, "USD")) with { Category = category };
}
