namespace Crm.Sdk.Import;

/// <summary>How the rows of a file are written.</summary>
/// <remarks>Always UTF-8, with or without byte order mark; lines end in LF or CR LF. Immutable and thread-safe.</remarks>
public sealed record ImportFormat
{
    private ImportFormat(string name, char delimiter)
    {
        Name = name;
        Delimiter = delimiter;
    }

    /// <summary>Delimited text by RFC 4180 with a comma.</summary>
    public static ImportFormat Csv { get; } = Delimited(',');

    /// <summary>Fields parted by runs of blanks or tabs; those at the start of a line are ignored, and there are no quotes.</summary>
    public static ImportFormat Blanks { get; } = new("blanks", ' ');

    /// <summary>One JSON object a line.</summary>
    public static ImportFormat JsonLines { get; } = new("json-lines", '\n');

    /// <summary>The format's name.</summary>
    public string Name { get; }

    internal char Delimiter { get; }

    internal bool IsDelimited => Name == "delimited";

    /// <summary>Delimited text by RFC 4180 with another delimiter.</summary>
    /// <param name="delimiter">Comma, semicolon, tab or vertical bar.</param>
    /// <exception cref="CrmException">CRM3003: another character.</exception>
    public static ImportFormat Delimited(char delimiter) => delimiter is ',' or ';' or '\t' or '|'
        ? new("delimited", delimiter)
        : throw new CrmException(ImportErrorCodes.BadOption, $"'{delimiter}' is no delimiter; use a comma, a semicolon, a tab or a vertical bar, or 'space' for runs of blanks.");

    /// <summary>Reads the name of a delimiter: <c>,</c> <c>;</c> <c>|</c> <c>tab</c> or <c>space</c> (runs of blanks).</summary>
    /// <exception cref="CrmException">CRM3003: another text.</exception>
    public static ImportFormat Parse(string delimiter)
    {
        ArgumentNullException.ThrowIfNull(delimiter);
        return delimiter switch
        {
            "space" or " " => Blanks,
            "tab" or "\\t" => Delimited('\t'),
            [var only] => Delimited(only),
            _ => throw new CrmException(ImportErrorCodes.BadOption, $"'{delimiter}' is no delimiter; use ',', ';', '|', 'tab' or 'space'."),
        };
    }

    /// <summary>The format that a file's ending promises: JSON Lines for <c>.jsonl</c> and <c>.ndjson</c>, tabs for <c>.tsv</c> and <c>.tab</c>, else commas.</summary>
    public static ImportFormat OfFileName(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".JSONL" or ".NDJSON" => JsonLines,
        ".TSV" or ".TAB" => Delimited('\t'),
        _ => Csv,
    };

    /// <inheritdoc/>
    public override string ToString() => IsDelimited ? $"{Name} by '{Delimiter}'" : Name;
}
