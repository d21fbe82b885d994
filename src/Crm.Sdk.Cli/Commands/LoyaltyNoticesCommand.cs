using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty notices</c>: who loses what by a day.</summary>
internal sealed class LoyaltyNoticesCommand
{
    private static readonly string[] Names = ["customer", "type", "lastDay", "wallet", "points", "tier", "next", "missing"];

    private readonly Option<string> _programme = LoyaltyOptions.Programme();
    private readonly Option<string> _until = new("--until") { Description = "The day by the end of which it is lost, such as 2026-12-31", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("notices", "Show whose points lapse and whose tier is lost by a day, so that they can be told", RunAsync, _programme, _until);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LocalDate until = DayText.Of(call.Parse.GetRequiredValue(_until), "--until");
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "programme.title", call.Settings.Culture);
        await call.Output.RowsAsync(
            titles.Of("notices"),
            [.. Names.Select(name => new Column(name, name is "points" or "missing", titles.Of(name)))],
            RowsAsync(call, host, titles, host.Get<TierDesk>().NoticesAsync(call.Settings.Scope, call.Parse.GetRequiredValue(_programme), until, cancellationToken), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, ToolHost host, BlockTitles titles, IAsyncEnumerable<LoyaltyNotice> notices, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LoyaltyNotice notice in notices.ConfigureAwait(false))
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            Customer? customer = await session.FindAsync<Customer>(notice.Customer, cancellationToken).ConfigureAwait(false);
            string type = notice.Type == LoyaltyNoticeType.PointsLapse ? "points-lapse" : "tier-ends";
            yield return
            [
                customer?.Key ?? notice.Customer.ToString(), call.Settings.Json || call.Settings.Out is not null ? type : titles.Of($"type-{type}"), notice.LastDay, notice.Wallet, notice.Points, notice.Tier, notice.Next, notice.Missing,
            ];
        }
    }
}
