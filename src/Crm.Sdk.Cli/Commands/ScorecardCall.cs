using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;
using Crm.Sdk.Import;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What the commands of scorecards share: which file, what is bad, which characteristics, how they are put into classes.</summary>
internal sealed class ScorecardCall
{
    private readonly Argument<string> _file = new("FILE") { Description = "A file of cases with known outcomes" };
    private readonly Option<string> _outcome = new("--outcome") { Description = "The column of the outcome", Required = true };
    private readonly Option<string> _bad = new("--bad") { Description = "What it says of a bad case; every other value is a good one", Required = true };
    private readonly Option<string?> _characteristics = new("--characteristics") { Description = "The columns that the scorecard may ask: a,b,c [default: all]" };
    private readonly Option<string?> _texts = new("--texts") { Description = "Columns whose numbers are codes: a,b,c" };
    private readonly Option<string[]> _edges = new("--edges") { Description = "COLUMN=8,16,34: ends of classes of numbers; may be repeated" };
    private readonly Option<double> _minShare = new("--min-share") { Description = "The least share of the cases that a class holds [default: 0.05]", DefaultValueFactory = static _ => 0.05 };
    private readonly Option<int> _maxBins = new("--max-bins") { Description = "The most classes of a column of numbers [default: 6]", DefaultValueFactory = static _ => 6 };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line is a case" };
    private readonly Option<string?> _columns = new("--columns") { Description = "The columns' names where there is no header: a,b,c" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "',', ';', tab, or space for runs of blanks" };
    private readonly Option<string[]> _null = new("--null") { Description = "A word that stands for nothing, for example NULL; may be repeated" };

    public Symbol[] Symbols => [_file, _outcome, _bad, _characteristics, _texts, _edges, _minShare, _maxBins, _noHeader, _columns, _delimiter, _null];

    public async Task<CreditSample> ReadAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string path = call.Parse.GetRequiredValue(_file);
        if (!File.Exists(path))
        {
            throw new CallException($"There is no file '{path}'.");
        }

        var request = new CreditSampleRequest
        {
            Outcome = call.Parse.GetRequiredValue(_outcome),
            BadValue = call.Parse.GetRequiredValue(_bad),
            Format = call.Parse.GetValue(_delimiter) is { } delimiter ? ImportFormat.Parse(delimiter) : ImportFormat.OfFileName(path),
            NoHeader = call.Parse.GetValue(_noHeader),
            Columns = Names(call.Parse.GetValue(_columns)),
            Texts = Names(call.Parse.GetValue(_texts)),
            NullWords = call.Parse.GetValue(_null) ?? [],
        };
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return await call.Output.Progress.WithStatusAsync("Reading cases", _ => CreditSampleReader.ReadAsync(file, request, cancellationToken)).ConfigureAwait(false);
        }
    }

    public ScorecardRequest Request(CommandContext call) => new()
    {
        Characteristics = ValueList.Create<string>(Names(call.Parse.GetValue(_characteristics))),
        Binning = new BinningOptions
        {
            MinShare = call.Parse.GetValue(_minShare),
            MaxBins = call.Parse.GetValue(_maxBins),
            Edges = (call.Parse.GetValue(_edges) ?? []).Select(Edges).ToDictionary(static one => one.Column, static one => one.Edges, StringComparer.Ordinal),
        },
    };

    private static string[] Names(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static (string Column, ValueList<double> Edges) Edges(string text)
    {
        int at = text.LastIndexOf('=');
        string[] numbers = at > 0 ? Names(text[(at + 1)..]) : [];
        double[] edges = new double[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(numbers[i], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[i]))
            {
                throw new CallException($"--edges: '{numbers[i]}' is no number.");
            }
        }

        return numbers.Length > 0 ? (text[..at], ValueList.Create<double>(edges)) : throw new CallException($"--edges: '{text}' is not COLUMN=NUMBER,NUMBER,….");
    }
}
