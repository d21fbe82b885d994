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
        (ProfitConcentration found, Currency currency) = await host.Get<CustomerProfitReader>().ConcentrationAsync(call.Settings.Scope, asOf, null, cancellationToken).ConfigureAwait(false);
        Money Amount(long minor) => Money.OfMinor(minor, currency);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "value.concentration", call.Settings.Culture);
        await call.Output.BlocksAsync(
        [
            titles.Record("base", ["asOf", "customers", "unprofitable", "profit", "peak", "gini"], [asOf.Instant, found.Customers, found.Unprofitable, Amount(found.Total), Amount(found.Peak), found.Gini]),
            titles.Rows(
                "best", ["share#", "customers#", "profit#", "shareOfProfit#"], shares.Select(share => (object?[])[share, found.CustomersOf(share), Amount(found.ProfitOfBest(share)), found.OfBest(share)])),
            titles.Rows("curve", ["customers!", "profit!"], call.Settings.Json ? found.Curve().Select(static point => (object?[])[point.Customers, point.Profit]) : [], title: "curve"), // for machines only
        ]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
