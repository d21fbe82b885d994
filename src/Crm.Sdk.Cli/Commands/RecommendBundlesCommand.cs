using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm recommend bundles</c>: products that are bought together far more often than chance would have it.</summary>
internal sealed class RecommendBundlesCommand
{
    private static readonly Column[] Columns = [new("products"), new("baskets", IsNumber: true), new("lift", IsNumber: true)];

    private readonly Option<decimal> _support = new("--min-support") { Description = "The least share of baskets [default: 0.01]", DefaultValueFactory = static _ => 0.01m };
    private readonly Option<double> _lift = new("--min-lift") { Description = "The least lift [default: 1.5]", DefaultValueFactory = static _ => 1.5 };
    private readonly Option<int> _length = new("--max-length") { Description = "The most products, 2 to 30 [default: 4]", DefaultValueFactory = static _ => 4 };

    public Command Make(CommandFrame frame) => frame.MakeRows("bundles", "List products that sell as a bundle", RunAsync, _support, _lift, _length);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        BasketSet baskets = await host.Get<BasketReader>().ReadAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), null, null, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Bundle> bundles;
        try
        {
            bundles = BundleFinder.Find(baskets, call.Parse.GetValue(_support), call.Parse.GetValue(_lift), call.Parse.GetValue(_length), cancellationToken);
        }
        catch (CrmException wrong) when (wrong.Code == RecommendationErrorCodes.BadOption)
        {
            throw new CallException(wrong.Message);
        }

        await call.Output.RowsAsync(
            "bundles", Columns, bundles.Select(static bundle => new object?[] { string.Join(", ", bundle.Items), bundle.Count, bundle.Lift }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
