using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;

namespace Crm.Sdk.Samples.Tests.Examples;

/// <summary>The code that the documents show of a host, as it stands there. <see cref="HostExampleTests"/> runs it.</summary>
internal sealed class HostExample(string database)
{
    private static readonly CrmScope Scope = new(new TenantId("default"), new ActorId("ada"));
    private static readonly AsOf AsOf = AsOf.EndOf(new LocalDate(1998, 6, 30), DateTimeZone.Utc);

    public async Task<(IReadOnlyList<LabelAssignment> Labels, IReadOnlyList<RuleExplanation> Why)> RunAsync(CancellationToken cancellationToken)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddCrm(crm => crm
            .UseSqlite($"Data Source={database}")
            .AddRetailRules()
            .AddPluginsFrom("plugins"));
        using IHost host = builder.Build();
        await host.StartAsync(cancellationToken);

        CustomerId ada = await EnterAsync(host.Services.GetRequiredService<ICrm>(), cancellationToken);
        var classifier = host.Services.GetRequiredService<IClassifier>();
        ClassificationReport report = await classifier.RunAsync(Scope, AsOf, options: null, progress: null, cancellationToken);
        Console.WriteLine($"{report.Run.Customers:N0} customers, {report.Run.Changed:N0} labels changed");

        IReadOnlyList<LabelAssignment> labels = await host.Services.GetRequiredService<LabelReader>().OfAsync(Scope, ada, cancellationToken);
        IReadOnlyList<RuleExplanation> why = await classifier.ExplainAsync(Scope, ada, AsOf, cancellationToken);
        await host.StopAsync(cancellationToken);
        return (labels, why);
    }

    private static async Task<CustomerId> EnterAsync(ICrm crm, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(Scope);
        var ada = Customer.Individual(PersonName.Of(given: "Ada", family: "Lovelace"), BirthDate.Gregorian(1815, 12, 10));
        session.Add(ada);
        foreach (int day in new[] { 1, 11, 21 })
        {
            session.Add(Order.Place(ada.Id, Instant.FromUtc(1998, 3, day, 12, 0), OrderLine.OfTotal(product: null, quantity: 2, Money.Of(250m, "USD"))));
        }

        await session.CommitAsync(cancellationToken); // customer, orders, revisions, audit entry: all or nothing
        return ada.Id;
    }
}
