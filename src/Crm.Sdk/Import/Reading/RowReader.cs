namespace Crm.Sdk.Import;

/// <summary>Reads the rows of a source, one after the other, in constant memory.</summary>
/// <remarks>Not thread-safe.</remarks>
internal abstract class RowReader : Row, IAsyncDisposable
{
    /// <summary>The longest row that is read, in bytes: what bounds the memory when a quote is never closed.</summary>
    public const int MaxRowBytes = 1024 * 1024;

    /// <summary>What is said of a row that is the header once more.</summary>
    protected const string HeaderAgain = "the row repeats the header; was another file put behind this one?";

    private const int MaxComparedName = 256;

    /// <summary>The names of the columns. JSON Lines may add to them while rows are read.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>What is wrong with the shape of the current row, or null. Its cells mean nothing then.</summary>
    public string? Malformed { get; protected set; }

    /// <summary>Whether a leading apostrophe may be there only to protect from formulas.</summary>
    public virtual bool IsGuarded => false;

    /// <summary>Reads the header, where there is one.</summary>
    public abstract ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="CrmException">CRM3005: the source cannot be read any further.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    /// <summary>The reader of a format.</summary>
    /// <param name="stream">The source.</param>
    /// <param name="request">How it is to be read.</param>
    /// <param name="format">The format.</param>
    /// <param name="columns">The names of the columns, where the source does not tell them.</param>
    public static RowReader Create(Stream stream, ImportRequest request, ImportFormat format, IReadOnlyList<string> columns)
    {
        RowReader reader = format switch
        {
            _ when format == ImportFormat.JsonLines => new JsonRowReader(stream, columns),
            _ when format == ImportFormat.Blanks => new BlankRowReader(stream, request.NoHeader, columns),
            _ => new CsvRowReader(stream, format.Delimiter, request.NoHeader, columns, request.JoinSurplusInto),
        };
        return request.NullWords.Count == 0 ? reader : new NullWordReader(reader, request.NullWords);
    }

    /// <summary>The names of a header: trimmed, each once.</summary>
    protected static string[] Named(IEnumerable<string> header)
    {
        string[] names = [.. header.Select(static name => name.Trim())];
        if (names.GroupBy(static name => name, StringComparer.Ordinal).FirstOrDefault(static group => group.Key.Length > 0 && group.Count() > 1) is { } twice)
        {
            throw new CrmException(ImportErrorCodes.BadColumns, $"The header names column '{twice.Key}' twice; each column has a name of its own.");
        }

        return names;
    }

    /// <summary>Whether the current row says the names of the columns again, as files do that were put one behind the other. One name alone may be a value.</summary>
    protected bool IsHeaderAgain(string[] columns, int fields)
    {
        if (fields < 2 || fields != columns.Length)
        {
            return false;
        }

        Span<byte> name = stackalloc byte[MaxComparedName];
        for (int column = 0; column < fields; column++)
        {
            if (!System.Text.Encoding.UTF8.TryGetBytes(columns[column], name, out int length) || !this[column].SequenceEqual(name[..length]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The names of columns without a header: the given ones, or 1, 2, ….</summary>
    protected static string[] Numbered(IReadOnlyList<string> given, int count) =>
        given.Count > 0 ? Named(given) : [.. Enumerable.Range(1, count).Select(static number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    protected static string Shape(int fields, int columns) => $"the row has {fields} {(fields == 1 ? "field" : "fields")}, the {(columns == 1 ? "column is" : "columns are")} {columns}";

    protected static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> cell) => cell.Trim(" \t\r\n"u8);
}
