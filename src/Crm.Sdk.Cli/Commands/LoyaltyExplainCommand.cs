using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty explain</c>: what an order earned, line by line.</summary>
internal sealed class LoyaltyExplainCommand
{
    private readonly Argument<string> _order = new("ORDER") { Description = "The order's external key" };
    private readonly Option<string> _programme = LoyaltyOptions.Programme();

    public Command Make(CommandFrame frame) => frame.Make("explain", "Show what an order earned: which rule, on which amount of which line, what a cap took away, what came back", RunAsync, _order, _programme);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        (string key, string programme) = (call.Parse.GetRequiredValue(_order), call.Parse.GetRequiredValue(_programme));
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        if ((await session.QueryAsync(new CrmQuery<Order> { Where = Condition.Equal(OrderModel.Key, FieldValue.Of(key)), Limit = 1 }, cancellationToken).ConfigureAwait(false)).Items is not [var order])
        {
            throw new CallException($"There is no order with the key '{key}'.");
        }

        if (await session.FindAsync<PointsEarning>(PointsEarningId.Of(programme, EarningSource.Order, order.Id), cancellationToken).ConfigureAwait(false) is not { } earning)
        {
            throw new CallException($"Order '{key}' was not settled in programme '{programme}'; run crm loyalty run --programme {programme}.");
        }

        var titles = new BlockTitles(host.Get<CrmTexts>(), "programme.title", call.Settings.Culture);
        await call.Output.FlatAsync(
            titles.Record(
                "earning",
                ["order", "programme", "version#", "occurredAt", "tier", "outcome", "granted#", "standing#"],
                [key, earning.Programme, earning.ProgrammeVersion, earning.OccurredAt, earning.Tier, Outcome(), earning.Granted, earning.Standing]),
            titles.Rows(
                "parts",
                ["rule", "wallet", "line#", "product", "amount#", "back#", "factor#", "points#", "cut#", "cap"],
                earning.Parts.Select(part => (object?[])
                [
                    part.Rule,
                    part.Wallet,
                    part.Line,
                    part.Line is { } line && line < order.Lines.Count ? order.Lines[line].Product : null,
                    Money.OfMinor(part.Base, order.Currency).Amount,
                    Money.OfMinor(part.Back, order.Currency).Amount,
                    part.Factor / 1_000_000m,
                    part.Points,
                    part.Cut,
                    part.Cap is { } cap ? titles.Of($"cap-{cap.ToString().ToLowerInvariant()}") : null,
                ])),
            titles.Rows("postings", ["key", "wallet", "points#", "reversed#"], earning.Postings.Select(static posting => (object?[])[posting.Key, posting.Wallet, posting.Points, posting.Reversed]))).ConfigureAwait(false);
        return ExitCode.Done;

        string? Outcome() => earning.Outcome is { } code && !call.Settings.Json ? EarningOutcomes.List.TitleOf(code, call.Settings.Culture) : earning.Outcome;
    }
}
