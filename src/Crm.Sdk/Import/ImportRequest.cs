using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>What to import, and how its columns are to be read.</summary>
/// <remarks>
/// <para>The kinds are those of <see cref="ImportService.Kinds"/>, their targets those of <see cref="ImportService.TargetsOf"/>; customers have <c>attr.NAME</c> besides.
/// <c>docs/import.md</c> says what each takes.</para>
/// <para>A column whose name is that of a target is read as that target; <see cref="Map"/> adds to this and overrides it. What a cell says is the field's value, an
/// empty cell that it has none; fields without a column keep what they hold. In JSON Lines a property that a row does not have leaves its field alone.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
/// <param name="Kind">What the rows are, for example <c>customers</c>.</param>
/// <param name="Source">Where they come from.</param>
public sealed record ImportRequest(string Kind, ImportSource Source)
{
    /// <summary>The default of <see cref="ChunkSize"/>.</summary>
    public const int DefaultChunkSize = 5_000;

    /// <summary>The greatest <see cref="ChunkSize"/>.</summary>
    public const int MaxChunkSize = 50_000;

    /// <summary>The greatest length of <see cref="SourceName"/> in UTF-16 units.</summary>
    public const int MaxSourceNameLength = 80;

    /// <summary>The format; by the source's name where null.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>Source column by target. An empty source keeps a target from being read.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A value that all rows have, by target: what a file takes for granted, such as <c>kind</c> = <c>enterprise</c>. Targets that are read from a column cannot have one.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the words of a target's column mean, by target; a row with another word is refused. Not for keys and attributes.</summary>
    public IReadOnlyDictionary<string, ImportLookup> Lookups { get; init; } = new Dictionary<string, ImportLookup>(StringComparer.Ordinal);

    /// <summary>Words that stand for no value, such as <c>NULL</c>; a cell that is one of them is empty.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];

    /// <summary>
    /// The column whose texts have delimiters and no quotes: fields that a row has too many are joined into it. Such a file says nothing else about where its fields end, so this is for whoever knows
    /// that no other column has delimiters. Delimited text only; null where rows with too many fields are refused.
    /// </summary>
    public string? JoinSurplusInto { get; init; }

    /// <summary>Whether the file has orders without their lines, which come in a file of their own, as <c>order-lines</c>: lines that an order has already stay.</summary>
    public bool WithoutLines { get; init; }

    /// <summary>Whether the first line is a row already.</summary>
    public bool NoHeader { get; init; }

    /// <summary>The columns' names where the file has no header; <c>1</c>, <c>2</c>, … where none are given.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>How dates are written, for example <c>yyyyMMdd</c> or <c>dd.MM.yyyy HH:mm</c>; ISO 8601 where null.</summary>
    public string? DateFormat { get; init; }

    /// <summary>The currency of rows that name none.</summary>
    public Currency? Currency { get; init; }

    /// <summary>The country whose telephone numbers are meant where a number and its row name none, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>The zone of dates and times that name none; UTC by default. A date without time is the start of that day.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Whether customers that rows name and that are not there are added, with their key alone.</summary>
    public bool CreateCustomers { get; init; }

    /// <summary>Whether nothing is written: the report says what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>What the import sets off.</summary>
    public ImportEffects Effects { get; init; } = ImportEffects.Facts;

    /// <summary>
    /// Names where the rows come from, for the keys of rows that have none; the source's name where null. At most <see cref="MaxSourceNameLength"/> characters.
    /// </summary>
    public string? SourceName { get; init; }

    /// <summary>Where refused rows are written, as CSV with <c>line,field,value,error</c>; nowhere where null.</summary>
    public string? RejectsPath { get; init; }

    /// <summary>What is done with rows that break a rule.</summary>
    public RefusedRows OnError { get; init; }

    /// <summary>
    /// Whether customers are looked up before they are written, and the action rules of plugins asked what becomes of those that are probably there already; checked by default. Skip it for
    /// files that are known to be clean: a bulk load is faster then.
    /// </summary>
    public DuplicateChecking Duplicates { get; init; }

    /// <summary>How many rows one commit takes, 1 to <see cref="MaxChunkSize"/>; fewer where the store takes fewer records at once.</summary>
    public int ChunkSize { get; init; } = DefaultChunkSize;
}
