using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Clustering;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm cluster</c>: finds groups of customers by their facts.</summary>
internal sealed class ClusterCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Customers = [new("customer"), new("cluster", IsNumber: true)];

    private readonly Option<string[]> _facts = new("--fact") { Description = $"A fact that groups are found by, repeatable: {string.Join(", ", NamedFacts.Numbers)} [default: daysSinceLastOrder, orders, netSpend]" };
    private readonly Option<int?> _clusters = new("--clusters") { Description = "How many groups [default: the number from 2 to 8 with the best silhouette]" };
    private readonly Option<string> _clusterer = new("--clusterer") { Description = "The clusterer's id [default: crm.k-means]", DefaultValueFactory = static _ => "crm.k-means" };
    private readonly Option<long> _seed = new("--seed") { Description = "Where chance starts [default: 1]", DefaultValueFactory = static _ => 1 };
    private readonly Option<bool> _list = new("--list") { Description = "List the customers with their group, not the groups" };

    private readonly Option<string?> _keep = new("--keep") { Description = "Keep the groups as the next version of this dimension, in which classify gives labels from then on" };

    public Command Make(CommandFrame frame) => frame.MakeRows("cluster", "Find groups of customers by their facts", RunAsync, _facts, _clusters, _clusterer, _seed, _list, _keep);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string[] names = call.Parse.GetValue(_facts) is { Length: > 0 } given ? given : ["daysSinceLastOrder", "orders", "netSpend"];
        Fact[] facts = [.. names.Distinct().Select(static name => NamedFacts.Numbers.Contains(name) ? NamedFacts.Find(name, Trailing.Ever)! : throw NoNumber(name))];
        if (call.Parse.GetValue(_clusters) is < 1)
        {
            throw new CallException("--clusters: give a number from 1 on.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var clusters = host.Get<CustomerClusters>();
        FoundClusters found = await call.Output.Progress.WithStatusAsync("Finding groups", _ => clusters.FindAsync(
            call.Settings.Scope,
            call.Settings.AsOf(host.Get<IClock>()),
            facts,
            call.Parse.GetValue(_clusters),
            call.Parse.GetRequiredValue(_clusterer),
            unchecked((ulong)call.Parse.GetValue(_seed)),
            cancellationToken)).ConfigureAwait(false);
        ClusterModel model = found.Model;
        call.Output.Note(string.Create(
            CultureInfo.InvariantCulture, $"{model.Clusterer}, seed {model.Seed}: inertia {model.Inertia:0.###}, silhouette {model.Silhouette:0.###} of {model.SilhouetteSample} customers; {found.Customers.Count(static one => one.Cluster is null)} have no group"));
        if (call.Parse.GetValue(_keep) is { } dimension)
        {
            StoredClusters kept = await clusters.KeepAsync(call.Settings.Scope, dimension, found, cancellationToken).ConfigureAwait(false);
            call.Output.Note($"kept as version {kept.Version} of the dimension '{kept.Dimension}', in which crm classify gives the labels {string.Join(", ", Enumerable.Range(0, model.Centres.Count).Select(StoredClusters.LabelOf))}");
        }

        HashSet<string> amounts = [.. facts.Where(static fact => fact.ValueType == FactValueType.Money).Select(static fact => fact.Key)];
        await (call.Parse.GetValue(_list)
            ? call.Output.RowsAsync("customers by group", Customers, RowsAsync(host, call.Settings.Scope, found.Customers, cancellationToken), cancellationToken)
            : call.Output.RowsAsync(
                "groups",
                [new("cluster", IsNumber: true), new("customers", IsNumber: true), .. model.Facts.Select(static fact => new Column(fact, IsNumber: true))],
                Enumerable.Range(0, model.Sizes.Count).Select(group => Group(model, amounts, group)).ToAsyncEnumerable(),
                cancellationToken)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static CallException NoNumber(string name) => new(
        NamedFacts.All.Contains(name)
            ? $"--fact: '{name}' is no number; give one of {string.Join(", ", NamedFacts.Numbers)}."
            : $"--fact: there is no fact '{name}'; there are {string.Join(", ", NamedFacts.Numbers)}.");

    /// <summary>A group with its centre in the facts' own units.</summary>
    private static object?[] Group(ClusterModel model, HashSet<string> amounts, int group) =>
    [
        group,
        model.Sizes[group],
        .. model.Facts.Select((fact, at) => amounts.Contains(fact) ? Money.OfMinor((long)Math.Round(model.CentreOf(group, at)), Currency.Parse(model.Currency)) : (object?)model.CentreOf(group, at)),
    ];

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CrmScope scope, IReadOnlyList<(CustomerId Customer, int? Cluster)> customers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach ((CustomerId Customer, int? Cluster)[] some in customers.Chunk(CustomersPerRead))
        {
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, scope, some.Select(static one => one.Customer), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < some.Length; i++)
            {
                yield return [keys[i], some[i].Cluster];
            }
        }
    }
}
