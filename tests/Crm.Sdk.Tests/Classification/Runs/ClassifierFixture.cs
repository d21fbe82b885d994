using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>A classifier with one rule over the reference store, and a few hands to enter customers and orders.</summary>
internal sealed class ClassifierFixture
{
    public static readonly AsOf Summer = AsOf.EndOf(new LocalDate(2026, 6, 30), DateTimeZone.Utc);

    private ClassifierFixture(SessionFixture core)
    {
        Core = core;
        Labels = new LabelReader(core.Crm, core.Store);
        Classifier = new Classifier(
            core.Crm, core.Store, new FixedExtensions(new SpendRule()), new ClassificationEngine(), new ClassifierSettings { ReportingCurrency = "USD" }, core.Clock, TimeProvider.System);
    }

    public SessionFixture Core { get; }

    public Classifier Classifier { get; }

    public LabelReader Labels { get; }

    public static async Task<ClassifierFixture> StartAsync(Func<ICrmStore, ICrmStore>? wrap = null) => new(await SessionFixture.StartAsync(wrap));

    public async Task<CustomerId> CustomerAsync(string key)
    {
        Customer customer = Customer.Enterprise(key) with { Key = key };
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        session.Add(customer);
        await session.CommitAsync(CancellationToken.None);
        return customer.Id;
    }

    public async Task OrderAsync(CustomerId customer, decimal amount, string currency = "USD", OrderStatus status = OrderStatus.Accepted)
    {
        await using ICrmSession session = Core.Crm.OpenSession(SessionFixture.Ada);
        session.Add(Order.Place(customer, Instant.FromUtc(2026, 5, 1, 12, 0), OrderLine.OfTotal(null, 1, Money.Of(amount, currency))) with { Status = status });
        await session.CommitAsync(CancellationToken.None);
    }

    public Task<ClassificationReport> RunAsync() => Classifier.RunAsync(SessionFixture.Ada, Summer, null, null, CancellationToken.None);

    /// <summary>What readers see: label or none code by customer.</summary>
    public async Task<Dictionary<CustomerId, string?>> CurrentAsync()
    {
        var current = new Dictionary<CustomerId, string?>();
        await foreach (LabelAssignment label in Labels.OfDimensionAsync(SessionFixture.Ada, "size", CancellationToken.None))
        {
            current.Add(label.Customer, label.Label ?? label.NoneCode);
        }

        return current;
    }
}
