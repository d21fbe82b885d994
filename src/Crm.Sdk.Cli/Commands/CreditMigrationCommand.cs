using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit migration</c>: how many customers went from which grade to which between two days.</summary>
internal sealed class CreditMigrationCommand
{
    private static readonly Column[] Columns = [new("from"), new("to"), new("customers", IsNumber: true)];

    private readonly Option<string> _from = new("--from") { Description = "The first day, for example 2026-01-31", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The second day", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("migration", "Show how many customers went from which grade to which between two days; none is no assessment that held", RunAsync, _from, _to);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LocalDate from = DayText.Of(call.Parse.GetRequiredValue(_from), "--from"), to = DayText.Of(call.Parse.GetRequiredValue(_to), "--to");
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CreditMigration> matrix = await host.Get<CreditFileReports>().MigrationAsync(call.Settings.Scope, from, to, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync(
            $"{LocalDatePattern.Iso.Format(from)} → {LocalDatePattern.Iso.Format(to)}",
            Columns,
            matrix.Select(static row => (object?[])[row.From?.ToString() ?? "none", row.To?.ToString() ?? "none", row.Customers]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
