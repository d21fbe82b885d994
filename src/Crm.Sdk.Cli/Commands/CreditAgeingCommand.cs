using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit ageing</c>: what is owed by age, of the base, of each customer, or of one.</summary>
internal sealed class CreditAgeingCommand
{
    private const int ChunkSize = 500; // names are looked up so many customers at a time

    private static readonly string[] Further = ["credits", "total", "disputed", "uncleared"];

    private readonly Argument<string?> _id = new("ID") { Description = "The customer's key or id; the whole base where it is left out", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _byCustomer = new("--by-customer") { Description = "A row a customer and currency" };
    private readonly Option<string> _basis = new("--basis") { Description = "From which day the age is counted: due or document", DefaultValueFactory = static _ => "due" };
    private readonly Option<string> _edges = new("--edges") { Description = "The last day of each age", DefaultValueFactory = static _ => "30,60,90" };

    public Command Make(CommandFrame frame) => frame.MakeRows("ageing", "Show what is owed by age: not due, 1-30, 31-60, 61-90, over 90 days", RunAsync, _id, _byCustomer, _basis, _edges);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        AgeingOptions options = Options(call.Parse.GetRequiredValue(_basis), call.Parse.GetRequiredValue(_edges));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var titles = new ReceivablesTitles(host.Get<CrmTexts>(), call.Settings.Culture);
        string? id = call.Parse.GetValue(_id);
        bool byCustomer = id is not null || call.Parse.GetValue(_byCustomer);
        IAsyncEnumerable<object?[]> rows = byCustomer
            ? NamedAsync(host, call, id, asOf, options, cancellationToken)
            : TotalsAsync(call, await host.Get<AgeingReader>().TotalsAsync(call.Settings.Scope, asOf, options, cancellationToken).ConfigureAwait(false), titles);
        await call.Output.RowsAsync(titles.Of("ageing", asOf.Date), Columns(options, byCustomer, titles), rows, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static AgeingOptions Options(string basis, string edges)
    {
        var days = new List<int>();
        foreach (string edge in edges.Split(','))
        {
            days.Add(int.TryParse(edge, NumberStyles.None, CultureInfo.InvariantCulture, out int day) ? day : throw new CallException($"--edges: '{edge}' is no number of days; write them as 30,60,90."));
        }

        var options = new AgeingOptions
        {
            Basis = basis switch
            {
                "due" => AgeingBasis.DueDate,
                "document" => AgeingBasis.DocumentDate,
                _ => throw new CallException($"--basis: '{basis}' is no basis; give due or document."),
            },
            Edges = days.ToValueList(),
        };
        try
        {
            options.Check();
        }
        catch (CrmException error)
        {
            throw new CallException($"--edges: {error.Message}");
        }

        return options;
    }

    private static List<Column> Columns(AgeingOptions options, bool byCustomer, ReceivablesTitles titles) =>
    [
        .. byCustomer ? new[] { titles.Column("customer"), titles.Column("name"), titles.Column("currency") } : [titles.Column("currency"), titles.Column("reporting")],
        .. options.Names.Index().Select(age => titles.Age(options, age.Index, age.Item)),
        .. Further.Select(name => titles.Column(name, isNumber: true)),
    ];

    private static object?[] Amounts(AgeingRow row) => [.. row.Ages.Select(static age => (object?)age), row.Credits, row.Total, row.Disputed, row.Uncleared];

    private static IAsyncEnumerable<object?[]> TotalsAsync(CommandContext call, AgeingTotals totals, ReceivablesTitles titles)
    {
        if (totals.Reporting is null)
        {
            call.Output.Note(titles.Of("without-rate", string.Join(", ", totals.WithoutRate)));
        }

        IEnumerable<object?[]> rows = totals.ByCurrency.Select(static row => (object?[])[row.Currency.Code, false, .. Amounts(row)]);
        return (totals.Reporting is { } all && totals.ByCurrency.Count > 0 ? rows.Append([all.Currency.Code, true, .. Amounts(all)]) : rows).ToAsyncEnumerable();
    }

    private static async IAsyncEnumerable<object?[]> NamedAsync(ToolHost host, CommandContext call, string? id, AsOf asOf, AgeingOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<AgeingRow> rows = id is null
            ? host.Get<AgeingReader>().ByCustomerAsync(call.Settings.Scope, asOf, options, cancellationToken)
            : AgeingReader.Of(
                await host.Get<LedgerReader>().ReadAsync(
                    call.Settings.Scope, await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false), asOf, cancellationToken).ConfigureAwait(false),
                options).ToAsyncEnumerable();
        await foreach (AgeingRow[] chunk in rows.Chunk(ChunkSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. chunk.Select(static row => row.Customer!.Value.ToRecordId())], cancellationToken).ConfigureAwait(false);
            foreach ((AgeingRow row, Customer? customer) in chunk.Zip(customers))
            {
                yield return [customer?.Key ?? row.Customer!.Value.ToString(), customer?.Name, row.Currency.Code, .. Amounts(row)];
            }
        }
    }
}
