using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Samples.Tests.Examples;

/// <summary>The code that <c>docs/archive.md</c> shows, as it stands there. <see cref="ArchiveExampleTests"/> runs it.</summary>
internal sealed class ArchiveExample(
    ICrm crm, ICustomerDirectory directory, ISegments segments, CustomerCardReader cards, ArchiveQuality archives, CollectionPlanner planner, ArchiveUpkeep upkeep, RecycleBinPurge purge, ICustomerSelfService selfService, CrmScope scope)
{
    public async Task<string> CardAsync(string key, AsOf asOf, CancellationToken cancellationToken)
    {
        CustomerCard card = await cards.ReadAsync(scope, key, asOf, limits: null, cancellationToken);
        return $"{card.Customer.Name}: {card.Orders.Orders} orders, {string.Join(", ", card.Orders.Totals.Select(total => total.Net))}, {card.OpenTasks.Count(task => task.IsOverdue)} tasks overdue";
    }

    public async Task<List<string?>> ListAsync(AsOf asOf, CancellationToken cancellationToken)
    {
        var names = new List<string?>();
        Segment north = SegmentJson.Read("""{"field":"region","eq":"north"}""");
        SegmentPlan plan = await segments.PlanAsync(scope, new SegmentRequest(north, asOf), cancellationToken);
        var list = new CustomerList { Where = plan.Condition!, Take = 50 }; // null where it asks for more than fields: segments list these
        do
        {
            await using ICrmSession session = crm.OpenSession(scope); // one for each page: a session keeps what it read
            CrmPage<Customer> page = await directory.ListAsync(session, list, cancellationToken);
            names.AddRange(page.Items.Select(customer => customer.Name));
            list = list with { After = page.Next };
        }
        while (list.After is not null);
        return names;
    }

    public async Task<double?> QualityAsync(AsOf asOf, CancellationToken cancellationToken)
    {
        BaseQuality quality = await archives.OfBaseAsync(scope, Condition.Everything, asOf, progress: null, cancellationToken);
        return quality.Facets.Single(facet => facet.Facet == "contact").Completeness;
    }

    public async Task<int> PlanAsync(AsOf asOf, CancellationToken cancellationToken)
    {
        var options = new CollectionOptions("2026-11") { PerOwnerPerDay = 5, Facets = ["contact", "basic"] };
        CollectionReport report = await planner.PlanAsync(scope, options, asOf, CultureInfo.CurrentUICulture, dryRun: false, progress: null, cancellationToken);
        return report.Tasks.Count; // made again, the plan of that name adds nothing
    }

    public async Task<UpkeepReport> UpkeepAsync(AsOf asOf, CancellationToken cancellationToken)
    {
        var options = new UpkeepOptions { ArchiveIdleDays = 730, Verification = new CollectionOptions("2026-11") };
        return await upkeep.RunAsync(scope, options, asOf, CultureInfo.CurrentUICulture, dryRun: false, progress: null, cancellationToken);
    }

    public async Task<long> PurgeAsync(AsOf asOf, CancellationToken cancellationToken)
    {
        var rule = new PurgeRule(30) { Kind = CustomerKind.Individual };
        PurgeReport report = await purge.RunAsync(scope, rule, asOf, dryRun: false, progress: null, cancellationToken);
        return report.Purged; // who, when, the rule and the counts stand in the audit
    }

    public async Task<SelfServiceProfile> CorrectAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        var self = new CrmScope(scope.Tenant, SelfService.ActorOf(customer)); // who he is, the host has found out
        return await selfService.CorrectAsync(self, new Dictionary<string, string?> { ["phone"] = "139 1234 5678", ["address.city"] = "上海" }, cancellationToken);
    }
}
