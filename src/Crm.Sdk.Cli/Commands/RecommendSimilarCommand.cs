using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm recommend similar</c>: what customers of a product bought too.</summary>
internal sealed class RecommendSimilarCommand
{
    private static readonly Column[] Columns = [new("product"), new("score", IsNumber: true), new("customers", IsNumber: true)];

    private readonly Argument<string> _product = new("PRODUCT") { Description = "The product's key" };
    private readonly Option<int> _take = new("--take") { Description = "How many products at most [default: 10]", DefaultValueFactory = static _ => 10 };

    public Command Make(CommandFrame frame) => frame.MakeRows("similar", "List what customers of a product bought too", RunAsync, _product, _take);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string product = call.Parse.GetRequiredValue(_product);
        BasketSet baskets = await host.Get<BasketReader>().ReadAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), null, null, cancellationToken).ConfigureAwait(false);
        if (baskets.Find(product) < 0)
        {
            throw new CallException($"No order holds a product with the key '{product}'.");
        }

        await call.Output.RowsAsync(
            $"similar to {product}",
            Columns,
            new ItemSimilarity(baskets).Of(product, Math.Max(1, call.Parse.GetValue(_take))).Select(static item => new object?[] { item.Item, Math.Round(item.Score, 6), item.Customers }).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
