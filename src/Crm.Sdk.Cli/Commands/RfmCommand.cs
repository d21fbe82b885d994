using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm rfm</c>: recency, frequency and money of every customer, scored and named.</summary>
internal sealed class RfmCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Columns =
    [
        new("customer"), new("recencyDays", IsNumber: true), new("orders", IsNumber: true), new("amount", IsNumber: true),
        new("r", IsNumber: true), new("f", IsNumber: true), new("m", IsNumber: true), new("segment"),
    ];

    private readonly Option<int> _bins = new("--bins") { Description = "How many scores, 2 to 9 [default: 5]", DefaultValueFactory = static _ => 5 };
    private readonly Option<string?> _from = new("--from") { Description = "The first day that counts" };
    private readonly Option<string?> _segments = new("--segments") { Description = "A JSON file of named segments" };
    private readonly Option<string> _method = new Option<string>("--method") { Description = "quantile, r-rfm or fixed [default: quantile]", DefaultValueFactory = static _ => "quantile" }
        .AcceptOnlyFromAmong("quantile", "r-rfm", "fixed");

    private readonly Option<string?> _edges = new("--edges") { Description = "A JSON file of edges, for the method fixed" };

    public Command Make(CommandFrame frame) => frame.MakeRows("rfm", "Score recency, frequency and money of every customer", RunAsync, _bins, _from, _segments, _method, _edges);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        RfmOptions options = await OptionsAsync(call, cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        OrderColumns columns = await host.Get<IClassifier>().LoadColumnsAsync(call.Settings.Scope, asOf, cancellationToken).ConfigureAwait(false);
        RfmTable table = RfmScoring.Score(columns, asOf, options, cancellationToken);
        await call.Output.RowsAsync($"RFM as of {asOf.Date:uuuu-MM-dd}", Columns, RowsAsync(host, call.Settings.Scope, table, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CrmScope scope, RfmTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (RfmRow[] chunk in table.Rows().Chunk(CustomersPerRead))
        {
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, scope, chunk.Select(static row => row.Customer), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < chunk.Length; i++)
            {
                RfmRow row = chunk[i];
                yield return [keys[i], row.RecencyDays, row.Orders, row.Amount, row.R, row.F, row.M, row.Segment?.Name];
            }
        }
    }

    private async Task<RfmOptions> OptionsAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string method = call.Parse.GetRequiredValue(_method);
        int bins = call.Parse.GetValue(_bins);
        if (bins is < RfmOptions.MinBins or > RfmOptions.MaxBins)
        {
            throw new CallException($"--bins: {bins} is not from {RfmOptions.MinBins} to {RfmOptions.MaxBins}.");
        }

        var options = new RfmOptions
        {
            Method = method switch { "r-rfm" => RfmMethod.RRfm, "fixed" => RfmMethod.Fixed, _ => RfmMethod.Quantile },
            Bins = bins,
            From = DayText.OfOptional(call.Parse.GetValue(_from), "--from"),
        };
        if (call.Parse.GetValue(_edges) is { } edges)
        {
            if (options.Method != RfmMethod.Fixed)
            {
                throw new CallException($"--edges belongs to --method fixed, not to {method}.");
            }

            options = options with { Edges = await RfmFiles.ReadEdgesAsync(edges, cancellationToken).ConfigureAwait(false) };
        }
        else if (options.Method == RfmMethod.Fixed)
        {
            throw new CallException("--method fixed needs --edges FILE.");
        }

        return call.Parse.GetValue(_segments) is { } segments
            ? options with { Segments = await RfmFiles.ReadSegmentsAsync(segments, cancellationToken).ConfigureAwait(false) }
            : options;
    }
}
