using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value concentration</c>: how unevenly profit is spread over customers, losses included.</summary>
internal sealed class ValueConcentrationCommand
{
    private static readonly double[] BestShares = [0.01, 0.05, 0.1, 0.2, 0.5, 1];

    private readonly Option<double[]> _shares = new("--share") { Description = "Which part of the best customers to show, such as 0.2; may be repeated [default: 0.01, 0.05, 0.1, 0.2, 0.5, 1]" };

    public Command Make(CommandFrame frame) => frame.Make("concentration", "Show how unevenly profit is spread over customers", RunAsync, _shares);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        double[] shares = call.Parse.GetValue(_shares) is { Length: > 0 } given ? given : BestShares;
        if (Array.Exists(shares, static share => !(share is >= 0 and <= 1)))
        {
            throw new CallException("--share: give a part from 0 to 1, such as 0.2.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var profits = new List<long>();
        Currency? currency = null;
        await foreach (CustomerProfit customer in host.Get<CustomerProfitReader>().AllAsync(call.Settings.Scope, asOf, null, cancellationToken).ConfigureAwait(false))
        {
            currency ??= customer.Profit.Currency;
            profits.Add(customer.Profit.MinorUnits);
        }

        ProfitConcentration found = ProfitConcentration.Of(profits);
        Money? Amount(long minor) => currency is { } known ? Money.OfMinor(minor, known) : null;
        await call.Output.BlocksAsync(
        [
            Record("base", ["asOf", "customers", "unprofitable", "profit", "peak", "gini"], [asOf.Instant, found.Customers, found.Unprofitable, Amount(found.Total), Amount(found.Peak), found.Gini]),
            Rows("best", ["share", "customers", "profit", "shareOfProfit"], shares.Select(share => (object?[])[share, found.CustomersOf(share), Amount(found.ProfitOfBest(share)), found.OfBest(share)])),
            new Block(
                "curve",
                "curve",
                [new BlockColumn("customers", null), new BlockColumn("profit", null)],
                call.Settings.Json ? [.. found.Curve().Select(static point => (object?[])[point.Customers, point.Profit])] : []),
        ]).ConfigureAwait(false);
        return ExitCode.Done;

        static Block Record(string name, string[] columns, object?[] row) => new(name, name, [.. columns.Select(static column => new BlockColumn(column, column))], [row], IsRecord: true);

        static Block Rows(string name, string[] columns, IEnumerable<object?[]> rows) => new(name, name, [.. columns.Select(static column => new BlockColumn(column, column, IsNumber: true))], [.. rows]);
    }
}
