using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit watchlist</c>: the customers whose credit needs a look, and why.</summary>
internal sealed class CreditWatchListCommand
{
    private const int ChunkSize = 500; // names are looked up so many warnings at a time

    private static readonly Column[] Columns = [new("customer"), new("warning"), new("title"), new("grade"), new("before"), new("validUntil")];

    public Command Make(CommandFrame frame) => frame.MakeRows("watchlist", "Show the customers whose credit needs a look, and why", RunAsync);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        LocalDate day = call.Settings.AsOf(host.Get<IClock>()).Date;
        IAsyncEnumerable<CreditWarning> warnings = host.Get<CreditFileReports>().WatchListAsync(call.Settings.Scope, day, cancellationToken);
        await call.Output.RowsAsync("credit watch list", Columns, RowsAsync(call, host, warnings, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, ToolHost host, IAsyncEnumerable<CreditWarning> warnings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CreditWarning[] chunk in warnings.Chunk(ChunkSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. chunk.Select(static warning => warning.Customer.ToRecordId())], cancellationToken).ConfigureAwait(false);
            foreach ((CreditWarning warning, Customer? customer) in chunk.Zip(customers))
            {
                yield return
                [
                    customer?.Key ?? warning.Customer.ToString(), warning.Code, CreditWarnings.List.TitleOf(warning.Code, call.Settings.Culture), warning.Grade.ToString(), warning.Before?.ToString(), warning.ValidUntil,
                ];
            }
        }
    }
}
