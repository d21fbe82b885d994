using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Spectre.Console;

namespace Crm.Sdk.Cli.Output;

/// <summary>What a command says: a document or rows, as JSON for machines or as tables for people; rows also to a CSV file.</summary>
/// <remarks>With <c>--json</c> nothing but one JSON document goes to standard output; progress always goes to standard error.</remarks>
internal sealed class ToolOutput
{
    private const int TableRows = 200; // what a person reads; a file or --json has them all

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _output;
    private readonly TextWriter _error;
    private readonly bool _json;
    private readonly string? _out;
    private readonly CultureInfo _culture;

    public ToolOutput(TextWriter output, TextWriter error, bool json, string? outFile, CultureInfo culture)
    {
        _output = output;
        _error = error;
        _json = json;
        _out = outFile;
        _culture = culture;
        People = Console(output);
        Progress = Console(error);
    }

    /// <summary>Where people read answers; unused with <c>--json</c>.</summary>
    public IAnsiConsole People { get; }

    /// <summary>Where progress goes.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>Says something beside the answer, on standard error, in one line that no width breaks.</summary>
    public void Note(string text) => _error.WriteLine(ConsoleText.Line(text));

    /// <summary>Writes one document: fields by name, or what people read instead.</summary>
    public async Task DocumentAsync(Action<Utf8JsonWriter> fields, Action<IAnsiConsole> people)
    {
        if (!_json)
        {
            people(People);
            return;
        }

        await JsonAsync(json =>
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    /// <summary>Writes an array, or what people read instead.</summary>
    public async Task ArrayAsync(Action<Utf8JsonWriter> items, Action<IAnsiConsole> people)
    {
        if (!_json)
        {
            people(People);
            return;
        }

        await JsonAsync(json =>
        {
            json.WriteStartArray();
            items(json);
            json.WriteEndArray();
        }).ConfigureAwait(false);
    }

    /// <summary>Writes a document given as names and values.</summary>
    public Task DocumentAsync(string title, params (string Name, object? Value)[] fields) => DocumentAsync(
        json =>
        {
            foreach ((string name, object? value) in fields)
            {
                json.WritePropertyName(name);
                CellText.Json(json, value);
            }
        },
        people =>
        {
            var grid = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("name").AddColumn(new TableColumn("value").RightAligned());
            grid.Title(Markup.Escape(ConsoleText.Line(title)));
            foreach ((string name, object? value) in fields)
            {
                grid.AddRow(Markup.Escape(name), Markup.Escape(CellText.People(value)));
            }

            people.Write(grid);
        });

    /// <summary>Writes rows as they come, all to the file of <c>--out</c>; a table of the first few for people, nothing for machines, who get a document afterwards.</summary>
    public Task SummaryAsync(IReadOnlyList<Column> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken) =>
        RowsAsync(string.Empty, columns, rows, json: false, cancellationToken);

    /// <summary>Writes rows as they come: a table of the first few for people, all as a JSON array, all to the file of <c>--out</c>.</summary>
    public Task RowsAsync(string title, IReadOnlyList<Column> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken) =>
        RowsAsync(title, columns, rows, _json, cancellationToken);

    /// <summary>Writes documents as they come, as one JSON array with a document a line; rows of them to the file of <c>--out</c>.</summary>
    /// <param name="documents">Blocks of documents, each document in one line of UTF-8 that ends with a line feed, and their rows.</param>
    /// <param name="columns">The rows' columns.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    public async Task DocumentsAsync(IAsyncEnumerable<(ReadOnlyMemory<byte> Lines, IEnumerable<object?[]> Rows)> documents, IReadOnlyList<Column> columns, CancellationToken cancellationToken)
    {
        await using CsvSink? csv = _out is null ? null : new CsvSink(_out, columns);
        string before = "[\n";
        char[] chars = [];
        await foreach ((ReadOnlyMemory<byte> lines, IEnumerable<object?[]> rows) in documents.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Line by line through one buffer: whole blocks as strings would be large objects, which only full collections free.
            for (ReadOnlyMemory<byte> rest = lines; !rest.IsEmpty; before = ",\n")
            {
                int end = rest.Span.IndexOf((byte)'\n');
                if (Encoding.UTF8.GetMaxCharCount(end) > chars.Length)
                {
                    chars = new char[Encoding.UTF8.GetMaxCharCount(end)];
                }

                int count = Encoding.UTF8.GetChars(rest.Span[..end], chars);
                await _output.WriteAsync(before).ConfigureAwait(false);
                await _output.WriteAsync(chars.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                rest = rest[(end + 1)..];
            }

            foreach (object?[] row in csv is null ? [] : rows)
            {
                await csv!.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }

        await _output.WriteLineAsync(before[0] == '[' ? "[]" : "\n]").ConfigureAwait(false);
    }

    private async Task RowsAsync(string title, IReadOnlyList<Column> columns, IAsyncEnumerable<object?[]> rows, bool json, CancellationToken cancellationToken)
    {
        await using CsvSink? csv = _out is null ? null : new CsvSink(_out, columns);
        await using JsonSink? array = json ? new JsonSink(_output, columns) : null;
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(ConsoleText.Line(title)));
        foreach (Column column in columns)
        {
            var titled = new TableColumn(Markup.Escape(ColumnTitles.Of(column, _culture)));
            table.AddColumn(column.IsNumber ? titled.RightAligned() : titled);
        }

        long count = 0;
        await foreach (object?[] row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            count++;
            if (csv is not null)
            {
                await csv.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }

            array?.Write(row);
            if (!_json && count <= TableRows)
            {
                table.AddRow([.. row.Select(static value => Markup.Escape(CellText.People(value)))]);
            }
        }

        if (!_json)
        {
            People.Write(table);
            if (count > TableRows)
            {
                People.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]… {count - TableRows:N0} more; --out FILE or --json gives them all[/]");
            }
        }

        if (csv is not null)
        {
            Progress.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{count:N0} rows written to {_out!}");
        }
    }

    private async Task JsonAsync(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            write(json);
        }

        await _output.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)).ConfigureAwait(false);
    }

    private static IAnsiConsole Console(TextWriter writer)
    {
        bool terminal = (writer == System.Console.Out && !System.Console.IsOutputRedirected) || (writer == System.Console.Error && !System.Console.IsErrorRedirected);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!terminal)
        {
            console.Profile.Width = 160;
        }

        return console;
    }

    private sealed class CsvSink : IAsyncDisposable
    {
        private readonly CsvWriter _csv;

        public CsvSink(string file, IReadOnlyList<Column> columns)
        {
            _csv = CsvWriter.Create(File.Create(file), CsvWriterOptions.Default with { NewLine = "\r\n" }, leaveOpen: false); // RFC 4180
            _csv.WriteRecord([.. columns.Select(static column => column.Name)]);
        }

        public ValueTask WriteAsync(object?[] row, CancellationToken cancellationToken) => _csv.WriteRecordAsync([.. row.Select(CellText.Csv)], cancellationToken);

        public ValueTask DisposeAsync() => _csv.DisposeAsync();
    }

    private sealed class JsonSink : IAsyncDisposable
    {
        private const int FlushAt = 64 * 1024;

        private readonly TextWriter _output;
        private readonly IReadOnlyList<Column> _columns;
        private readonly MemoryStream _buffer = new();
        private readonly Utf8JsonWriter _json;

        public JsonSink(TextWriter output, IReadOnlyList<Column> columns)
        {
            _output = output;
            _columns = columns;
            _json = new Utf8JsonWriter(_buffer, Indented);
            _json.WriteStartArray();
        }

        public void Write(object?[] row)
        {
            _json.WriteStartObject();
            for (int i = 0; i < row.Length; i++)
            {
                _json.WritePropertyName(_columns[i].Name);
                CellText.Json(_json, row[i]);
            }

            _json.WriteEndObject();
            if (_json.BytesPending + _buffer.Length > FlushAt)
            {
                Flush();
            }
        }

        public async ValueTask DisposeAsync()
        {
            _json.WriteEndArray();
            Flush();
            await _output.WriteLineAsync().ConfigureAwait(false);
            await _json.DisposeAsync().ConfigureAwait(false);
            await _buffer.DisposeAsync().ConfigureAwait(false);
        }

        private void Flush()
        {
            _json.Flush();
            _output.Write(Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length));
            _buffer.SetLength(0);
        }
    }
}
