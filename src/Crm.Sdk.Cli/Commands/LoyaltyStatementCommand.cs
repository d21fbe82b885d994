using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty statement</c>: every transaction of a member's points with the balance after it.</summary>
internal sealed class LoyaltyStatementCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string> _programme = new("--programme") { Description = "The programme's code", DefaultValueFactory = static _ => LoyaltyProgramme.DefaultCode };
    private readonly Option<string> _wallet = new("--wallet") { Description = "The wallet's code", DefaultValueFactory = static _ => PointsWallet.Main };

    public Command Make(CommandFrame frame) => frame.MakeRows("statement", "List every transaction of a member's points, with the balances after it", RunAsync, _id, _programme, _wallet);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(call.Parse.GetRequiredValue(_id)), cancellationToken).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "points.title", call.Settings.Culture);
        IAsyncEnumerable<StatementLine> lines = host.Get<PointsLedger>().StatementAsync(
            call.Settings.Scope, customer, call.Settings.AsOf(host.Get<IClock>()).Instant, call.Parse.GetRequiredValue(_programme), call.Parse.GetRequiredValue(_wallet), cancellationToken);
        await call.Output.RowsAsync(
            titles.Of("statement"),
            [
                new("at", Title: titles.Of("at")), new("kind", Title: titles.Of("kind")), new("points", IsNumber: true, Title: titles.Of("points")), new("available", IsNumber: true, Title: titles.Of("available")),
                new("pending", IsNumber: true, Title: titles.Of("pending")), new("held", IsNumber: true, Title: titles.Of("held")), new("debt", IsNumber: true, Title: titles.Of("debt")),
                new("reference", Title: titles.Of("reference")), new("key", Title: titles.Of("key")),
            ],
            RowsAsync(lines, titles, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(IAsyncEnumerable<StatementLine> lines, BlockTitles titles, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach ((PointsTransaction transaction, PointsAccount after) in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            string kind = PointsTransactionKinds.CodeOf(transaction.Kind);
            yield return
            [
                transaction.At, new Coded(kind, titles.Of($"kind-{kind}")), transaction.Points, after.Available, after.Pending, after.Held, after.Debt, transaction.Reference, transaction.Key,
            ];
        }
    }
}
