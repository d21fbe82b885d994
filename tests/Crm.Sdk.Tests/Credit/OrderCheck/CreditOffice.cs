using Crm.Sdk.Classification;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Tests.Receivables;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Credit.OrderCheck;

/// <summary>The credit office of a small company: the seller bob, the controller carl.</summary>
internal sealed class CreditOffice
{
    private CreditOffice(Books books, CreditRuleSet? rules, object[] plugins)
    {
        Books = books;
        var identity = new CustomerIdentity(books.Core.Store, SessionFixture.Model);
        Accounts = new CreditAccounts(identity);
        Settings.Rules = rules ?? Settings.Rules;
        Desk = new OrderCreditDesk(
            books.Core.Store, SessionFixture.Model, books.Reader, identity, new LabelReader(books.Core.Crm, books.Core.Store), new FixedExtensions(plugins),
            new EmployeeAuthority(books.Core.Crm, new CreditRoleTitles(), books.Core.Clock), Settings, books.Core.Clock, TimeProvider.System);
        Replay = new CreditReplay(books.Core.Store, SessionFixture.Model);
    }

    public static CrmScope Bob { get; } = SessionFixture.Bob;

    public static CrmScope Carl { get; } = new(TenantId.Default, "carl");

    public Books Books { get; }

    public Customer Acme { get; } = Customer.Enterprise("Acme");

    public CreditAccounts Accounts { get; }

    public OrderCheckSettings Settings { get; } = new();

    public OrderCreditDesk Desk { get; }

    public CreditReplay Replay { get; }

    public LocalDate Today => Books.Core.Clock.GetCurrentInstant().InUtc().Date;

    /// <summary>An office with one customer, whose limit is 10,000.</summary>
    public static async Task<CreditOffice> OpenAsync(CreditRuleSet? rules = null, params object[] plugins)
    {
        var office = new CreditOffice(await Receivables.Books.OpenAsync(), rules, plugins);
        await office.Books.AddAsync(office.Acme, Employee.Of("carl", "Carl") with { Title = "Credit Controller" }, Employee.Of("bob", "Bob") with { Title = "credit controller" });
        await office.DoAsync(Bob, session => office.Accounts.OpenAsync(session, office.Acme.Id, Currency.Cny, default));
        await office.DoAsync(Bob, session => office.Accounts.GrantAsync(session, office.Acme.Id, Limit(office.Today, 10_000), default));
        return office;
    }

    public static CreditLimitGrant Limit(LocalDate from, decimal amount) => new(Receivables.Books.Yuan(amount), from, "grade B", "bob", "carl");

    public Order Order(decimal amount) => Sdk.Orders.Order.Place(Acme.Id, Books.Core.Clock.GetCurrentInstant(), OrderLine.OfTotal("drill", 1, Receivables.Books.Yuan(amount)));

    public async Task<T> DoAsync<T>(CrmScope scope, Func<ICrmSession, Task<T>> work)
    {
        await using ICrmSession session = Books.Core.Crm.OpenSession(scope);
        T result = await work(session);
        await session.CommitAsync(default);
        return result;
    }

    public Task<CheckedOrder> SubmitAsync(Order order, int? termDays = null) => DoAsync(Bob, session => Desk.SubmitAsync(session, order, termDays, Receivables.Books.EndOf(Today), default));

    public Task<CheckedOrder> ReleaseAsync(CrmScope by, Order order, CreditRelease release) => DoAsync(by, session => Desk.ReleaseAsync(session, order.Id, release, Receivables.Books.EndOf(Today), default));

    public async Task<CheckedOrder> CheckAsync(decimal amount)
    {
        await using ICrmSession session = Books.Core.Crm.OpenSession(Bob);
        return await Desk.CheckAsync(session, Acme.Id, Receivables.Books.Yuan(amount), Receivables.Books.EndOf(Today), default);
    }

    public static string Rules(CheckedOrder check) => string.Join(", ", check.Answer.Findings.Where(static finding => finding.Counts).Select(static finding => finding.Rule));
}
