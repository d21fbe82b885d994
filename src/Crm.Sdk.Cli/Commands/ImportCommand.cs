using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Import;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm import</c>: brings in the rows of a file.</summary>
internal sealed class ImportCommand
{
    private readonly Argument<string> _kind = new("KIND") { Description = $"What the rows are: {string.Join(", ", ImportService.Kinds)}" };
    private readonly Argument<string> _file = new("FILE") { Description = "A CSV or JSON Lines file; - is standard input" };
    private readonly Option<string[]> _map = new("--map") { Description = "TARGET=SOURCE: read the column SOURCE as TARGET; may be repeated" };
    private readonly Option<string[]> _set = new("--set") { Description = "TARGET=VALUE: all rows have this value, for example kind=enterprise; may be repeated" };
    private readonly Option<string[]> _lookup = new("--lookup") { Description = "TARGET=FILE: the column's words are looked up in FILE's first column, the second has their values; may be repeated" };
    private readonly Option<string[]> _null = new("--null") { Description = "A word that stands for no value, for example NULL; may be repeated" };
    private readonly Option<string?> _joinSurplus = new("--join-surplus") { Description = "The column whose texts have unquoted delimiters: fields that a row has too many are joined into it" };
    private readonly Option<bool> _withoutLines = new("--without-lines") { Description = "The orders come without their lines; these follow as order-lines" };
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "The first line is a row" };
    private readonly Option<string?> _columns = new("--columns") { Description = "The columns' names where there is no header: a,b,c" };
    private readonly Option<string?> _delimiter = new("--delimiter") { Description = "',', ';', tab, or space for runs of blanks" };
    private readonly Option<string?> _dateFormat = new("--date-format") { Description = "How dates are written, for example yyyyMMdd" };
    private readonly Option<string?> _currency = new("--currency") { Description = "The currency of rows that name none" };
    private readonly Option<string?> _country = new("--country") { Description = "The region of phone numbers without one, for example CN" };
    private readonly Option<bool> _createCustomers = new("--create-customers") { Description = "Add customers that rows name and that are not there" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Write nothing; say what would be" };
    private readonly Option<string> _effects = new Option<string>("--effects") { Description = "What the import sets off: none, facts or all [default: facts]", DefaultValueFactory = static _ => "facts" }
        .AcceptOnlyFromAmong("none", "facts", "all");

    private readonly Option<string?> _source = new("--source") { Description = "Names the source, for keys of rows that have none [default: the file's name]" };
    private readonly Option<string?> _rejects = new("--rejects") { Description = "Write rejected rows here: line,field,value,error" };
    private readonly Option<string> _onError = new Option<string>("--on-error") { Description = "skip or stop [default: skip]", DefaultValueFactory = static _ => "skip" }
        .AcceptOnlyFromAmong("skip", "stop");

    private readonly Option<string> _duplicates = new Option<string>("--duplicates") { Description = "check: look whether customers are there already; skip: do not, for clean files [default: check]", DefaultValueFactory = static _ => "check" }
        .AcceptOnlyFromAmong("check", "skip");

    public Command Make(CommandFrame frame)
    {
        Command import = frame.Make(
            "import", "Import the rows of a file", RunAsync,
            _kind, _file, _map, _set, _lookup, _null, _joinSurplus, _withoutLines, _noHeader, _columns, _delimiter, _dateFormat, _currency, _country, _createCustomers, _dryRun, _effects, _source, _rejects, _onError, _duplicates);
        import.Add(new ImportUndoCommand().Make(frame));
        return import;
    }

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        ImportRequest request = Request(call) with { Lookups = await LookupsAsync(call, cancellationToken).ConfigureAwait(false) };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        ImportReport report = await call.Output.Progress.WithStatusAsync(
            $"Importing {request.Kind}",
            status => host.Get<ImportService>().ImportAsync(
                call.Settings.Scope,
                request,
                new Progress<ImportProgress>(progress => status(string.Create(CultureInfo.InvariantCulture, $"{progress.Read:N0} of {progress.Rows:N0} rows"))),
                cancellationToken)).ConfigureAwait(false);

        foreach (RejectedRow row in report.FirstRejected)
        {
            call.Output.Progress.MarkupLineInterpolated($"[yellow]rejected[/] {ConsoleText.Line(row.ToString())}");
        }

        foreach (DuplicateAlert alert in report.FirstDuplicates)
        {
            call.Output.Progress.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]probably there already[/]: {alert.Written} as {ConsoleText.Line(alert.MatchKey ?? alert.Match.ToString())}, score {alert.Score:0.00}");
        }

        await call.Output.DocumentAsync(
            report.DryRun ? "import (dry run)" : "import",
            ("kind", report.Kind),
            ("run", report.Run?.ToString()),
            ("read", report.Read),
            ("created", report.Created),
            ("updated", report.Updated),
            ("unchanged", report.Unchanged),
            ("rejected", report.Rejected),
            ("customersCreated", report.CustomersCreated),
            ("duplicates", report.Duplicates),
            ("resumed", report.Resumed),
            ("elapsedMs", (long)report.Elapsed.TotalMilliseconds)).ConfigureAwait(false);
        return report.Rejected > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }

    private ImportRequest Request(CommandContext call)
    {
        string file = call.Parse.GetRequiredValue(_file);
        if (file != "-" && !File.Exists(file))
        {
            throw new CallException($"There is no file '{file}'.");
        }

        string? currency = call.Parse.GetValue(_currency);
        if (currency is not null && !Currency.TryParse(currency, out _))
        {
            throw new CallException($"--currency: '{currency}' is no active ISO 4217 code; give for example CNY or USD.");
        }

        return new ImportRequest(
            call.Parse.GetRequiredValue(_kind),
            file == "-" ? ImportSource.Stream(Console.OpenStandardInput(), "stdin") : ImportSource.File(Path.GetFullPath(file)))
        {
            Format = call.Parse.GetValue(_delimiter) is { } delimiter ? ImportFormat.Parse(delimiter) : null,
            Map = Pairs("--map", "SOURCE", call.Parse.GetValue(_map) ?? []),
            Values = Pairs("--set", "VALUE", call.Parse.GetValue(_set) ?? []),
            NullWords = call.Parse.GetValue(_null) ?? [],
            JoinSurplusInto = call.Parse.GetValue(_joinSurplus),
            WithoutLines = call.Parse.GetValue(_withoutLines),
            NoHeader = call.Parse.GetValue(_noHeader),
            Columns = call.Parse.GetValue(_columns)?.Split(',', StringSplitOptions.TrimEntries) ?? [],
            DateFormat = call.Parse.GetValue(_dateFormat),
            Currency = currency is null ? null : Currency.Parse(currency),
            Country = call.Parse.GetValue(_country),
            Zone = call.Settings.Zone,
            CreateCustomers = call.Parse.GetValue(_createCustomers),
            DryRun = call.Parse.GetValue(_dryRun),
            Effects = call.Parse.GetValue(_effects) switch { "none" => ImportEffects.None, "all" => ImportEffects.All, _ => ImportEffects.Facts },
            SourceName = call.Parse.GetValue(_source),
            RejectsPath = call.Parse.GetValue(_rejects),
            Duplicates = call.Parse.GetValue(_duplicates) == "skip" ? DuplicateChecking.Skip : DuplicateChecking.Check,
            OnError = call.Parse.GetValue(_onError) == "stop" ? RefusedRows.Stop : RefusedRows.Skip,
        };
    }

    private async Task<Dictionary<string, ImportLookup>> LookupsAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var lookups = new Dictionary<string, ImportLookup>(StringComparer.Ordinal);
        foreach ((string target, string file) in Pairs("--lookup", "FILE", call.Parse.GetValue(_lookup) ?? []))
        {
            lookups.Add(target, await ImportLookup.ReadAsync(ImportSource.File(Path.GetFullPath(file)), cancellationToken).ConfigureAwait(false));
        }

        return lookups;
    }

    private static Dictionary<string, string> Pairs(string option, string what, string[] pairs)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !read.TryAdd(pair[..at], pair[(at + 1)..]))
            {
                throw new CallException($"{option}: '{pair}' is not TARGET={what}, or its target was named before.");
            }
        }

        return read;
    }
}
