using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Labels;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm labels</c>: the current labels of a dimension.</summary>
internal sealed class LabelsCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Columns = [new("customer"), new("dimension"), new("label"), new("score", IsNumber: true), new("since")];

    private readonly Option<string> _dimension = new("--dimension") { Description = "The dimension, for example value-tier", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("labels", "List the current labels of a dimension", RunAsync, _dimension);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string dimension = call.Parse.GetRequiredValue(_dimension);
        await RequireDimensionAsync(host, call.Settings.Scope, dimension, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync($"labels: {dimension}", Columns, RowsAsync(host, call.Settings.Scope, dimension, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>A dimension is there if a rule decides it or, from a plugin that is absent now, labels of it are kept.</summary>
    private static async Task RequireDimensionAsync(ToolHost host, CrmScope scope, string dimension, CancellationToken cancellationToken)
    {
        string[] decided = [.. host.Get<IExtensions>().All<IRule>().Select(static rule => rule.Instance.Descriptor.Dimension).Distinct().Order(StringComparer.Ordinal)];
        if (decided.Contains(dimension) || await host.Get<LabelReader>().OfDimensionAsync(scope, dimension, cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        throw new CallException($"--dimension: there is no dimension '{dimension}'; there are {string.Join(", ", decided)}.");
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CrmScope scope, string dimension, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var some = new List<LabelAssignment>(CustomersPerRead);
        await foreach (LabelAssignment label in host.Get<LabelReader>().OfDimensionAsync(scope, dimension, cancellationToken).ConfigureAwait(false))
        {
            some.Add(label);
            if (some.Count == CustomersPerRead)
            {
                foreach (object?[] row in await NamedAsync(host, scope, some, cancellationToken).ConfigureAwait(false))
                {
                    yield return row;
                }

                some.Clear();
            }
        }

        foreach (object?[] row in await NamedAsync(host, scope, some, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private static async Task<IEnumerable<object?[]>> NamedAsync(ToolHost host, CrmScope scope, List<LabelAssignment> labels, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, scope, labels.Select(static label => label.Customer), cancellationToken).ConfigureAwait(false);
        return labels.Select((label, i) => new object?[]
        {
            keys[i],
            label.Dimension,
            label.Label,
            label.ScoreMillionths is { } score ? score / 1_000_000m : null,
            label.Since,
        }).ToArray();
    }
}
