using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit watchlist</c>: the customers whose credit needs a look, and why.</summary>
internal sealed class CreditWatchListCommand
{
    private static readonly Column[] Columns = [new("customer"), new("warning"), new("title"), new("grade"), new("before"), new("validUntil")];

    public Command Make(CommandFrame frame) => frame.MakeRows("watchlist", "Show the customers whose credit needs a look, and why", RunAsync);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        LocalDate day = call.Settings.AsOf(host.Get<IClock>()).Date;
        IAsyncEnumerable<CreditWarning> warnings = host.Get<CreditFileReports>().WatchListAsync(call.Settings.Scope, day, cancellationToken);
        await call.Output.RowsAsync("credit watch list", Columns, warnings.Select((warning, token) => RowAsync(call, host, warning, token)), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async ValueTask<object?[]> RowAsync(CommandContext call, ToolHost host, CreditWarning warning, CancellationToken cancellationToken)
    {
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        Customer? customer = await session.FindAsync<Customer>(warning.Customer, cancellationToken).ConfigureAwait(false);
        return
        [
            customer?.Key ?? warning.Customer.ToString(), warning.Code, CreditWarnings.List.TitleOf(warning.Code, call.Settings.Culture), warning.Grade.ToString(), warning.Before?.ToString(), warning.ValidUntil,
        ];
    }
}
