using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Clustering;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm cluster</c>: finds groups of customers by their facts.</summary>
internal sealed class ClusterCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Customers = [new("customer"), new("cluster", IsNumber: true)];

    private readonly Option<string[]> _facts = new("--fact") { Description = $"A fact that groups are found by, repeatable: {string.Join(", ", NamedFacts.All)} [default: daysSinceLastOrder, orders, netSpend]" };
    private readonly Option<int?> _clusters = new("--clusters") { Description = "How many groups [default: the number from 2 to 8 with the best silhouette]" };
    private readonly Option<string> _clusterer = new("--clusterer") { Description = "The clusterer's id [default: crm.k-means]", DefaultValueFactory = static _ => "crm.k-means" };
    private readonly Option<long> _seed = new("--seed") { Description = "Where chance starts [default: 1]", DefaultValueFactory = static _ => 1 };
    private readonly Option<bool> _list = new("--list") { Description = "List the customers with their group, not the groups" };

    public Command Make(CommandFrame frame) => frame.MakeRows("cluster", "Find groups of customers by their facts", RunAsync, _facts, _clusters, _clusterer, _seed, _list);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string[] names = call.Parse.GetValue(_facts) is { Length: > 0 } given ? given : ["daysSinceLastOrder", "orders", "netSpend"];
        Fact[] facts = [.. names.Distinct().Select(static name => NamedFacts.Find(name, Trailing.Ever) ?? throw new CallException($"--fact: there is no fact '{name}'; there are {string.Join(", ", NamedFacts.All)}."))];
        if (call.Parse.GetValue(_clusters) is < 1)
        {
            throw new CallException("--clusters: give a number from 1 on.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        (ClusterModel model, IReadOnlyList<(CustomerId Customer, int? Cluster)> customers) = await call.Output.Progress.WithStatusAsync("Finding groups", _ => host.Get<CustomerClusters>().FindAsync(
            call.Settings.Scope,
            call.Settings.AsOf(host.Get<IClock>()),
            facts,
            call.Parse.GetValue(_clusters),
            call.Parse.GetRequiredValue(_clusterer),
            unchecked((ulong)call.Parse.GetValue(_seed)),
            cancellationToken)).ConfigureAwait(false);
        call.Output.Note(string.Create(
            CultureInfo.InvariantCulture, $"{model.Clusterer}, seed {model.Seed}: inertia {model.Inertia:0.###}, silhouette {model.Silhouette:0.###} of {model.SilhouetteSample} customers; {customers.Count(static one => one.Cluster is null)} have no group"));
        await (call.Parse.GetValue(_list)
            ? call.Output.RowsAsync("customers by group", Customers, RowsAsync(host, call.Settings.Scope, customers, cancellationToken), cancellationToken)
            : call.Output.RowsAsync(
                "groups",
                [new("cluster", IsNumber: true), new("customers", IsNumber: true), .. model.Facts.Select(static fact => new Column(fact, IsNumber: true))],
                Enumerable.Range(0, model.Sizes.Count).Select(group => Group(model, group)).ToAsyncEnumerable(),
                cancellationToken)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>A group with its centre in the facts' own units; amounts are in minor units.</summary>
    private static object?[] Group(ClusterModel model, int group) =>
        [group, model.Sizes[group], .. model.Centres[group].Select((at, fact) => (object?)((at * model.Scales[fact]) + model.Middles[fact]))];

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CrmScope scope, IReadOnlyList<(CustomerId Customer, int? Cluster)> customers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((CustomerId Customer, int? Cluster)[] some in customers.Chunk(CustomersPerRead))
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(scope);
            IReadOnlyList<Customer?> records = await session.FindAsync<Customer>([.. some.Select(static one => (RecordId)one.Customer)], cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < some.Length; i++)
            {
                yield return [records[i]?.Key ?? some[i].Customer.ToString(), some[i].Cluster];
            }
        }
    }
}
