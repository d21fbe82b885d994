namespace Crm.Sdk.Import;

/// <summary>Which column of a source each target is read from.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class ColumnMap
{
    /// <summary>What the names of custom attributes begin with.</summary>
    public const string AttributePrefix = "attr.";

    /// <summary>The column of a target that has none.</summary>
    public const int NoColumn = -1;

    private const int MaxListed = 40;
    private const int MaxListedLength = 60;

    private readonly int[] _columns;
    private readonly byte[][] _constants;

    private ColumnMap(int[] columns, IReadOnlyList<(string Name, int Column)> attributes, byte[][] constants)
    {
        _columns = columns;
        _constants = constants;
        Attributes = attributes;
    }

    /// <summary>The custom attributes and their columns.</summary>
    public IReadOnlyList<(string Name, int Column)> Attributes { get; }

    /// <summary>The column of a target, <see cref="NoColumn"/> where it has none, less where all rows have one value.</summary>
    public int this[int target] => _columns[target];

    public bool Maps(int target) => _columns[target] != NoColumn;

    /// <summary>The value that all rows have on a column below 0; empty where there is none.</summary>
    public ReadOnlySpan<byte> Constant(int column) => column < NoColumn ? _constants[NoColumn - 1 - column] : default;

    /// <summary>No column for any target: of a source without rows.</summary>
    public static ColumnMap None(ImportTarget target) => new([.. target.Targets.Select(static _ => NoColumn)], [], []);

    /// <summary>Brings targets and columns together.</summary>
    /// <param name="target">The kind that is imported.</param>
    /// <param name="request">Source column by target, and the values of all rows, as asked for.</param>
    /// <param name="columns">The columns of the source.</param>
    /// <exception cref="CrmException">CRM3002: all that does not fit, in one message.</exception>
    public static ColumnMap Resolve(ImportTarget target, ImportRequest request, IReadOnlyList<string> columns)
    {
        IReadOnlyDictionary<string, string> map = request.Map;
        List<string> problems = [];
        int[] found = [.. target.Targets.Select(name => map.ContainsKey(name) ? -1 : IndexOf(columns, name))];
        Dictionary<string, int> attributes = new(StringComparer.Ordinal);
        if (target.HasAttributes)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                if (AttributeOf(columns[column]) is { } attribute && !map.ContainsKey(columns[column]))
                {
                    attributes[attribute] = column;
                }
            }
        }

        foreach ((string name, string source) in map)
        {
            int index = IndexOf(target.Targets, name);
            string? attribute = target.HasAttributes ? AttributeOf(name) : null;
            if (index < 0 && attribute is null)
            {
                problems.Add(Unknown(target, name));
                continue;
            }

            if (source.Length == 0)
            {
                continue; // kept from being read on purpose
            }

            int column = IndexOf(columns, source);
            if (column < 0)
            {
                problems.Add($"Target '{name}' is to be read from column '{source}', which the file does not have.{NearNames.Hint(source, columns)}");
            }
            else if (attribute is not null)
            {
                attributes[attribute] = column;
            }
            else
            {
                found[index] = column;
            }
        }

        List<byte[]> constants = [];
        foreach ((string name, string value) in request.Values)
        {
            int index = IndexOf(target.Targets, name);
            string? attribute = target.HasAttributes ? AttributeOf(name) : null;
            if (index < 0 && attribute is null)
            {
                problems.Add(Unknown(target, name));
            }
            else if (index == ImportTarget.Key)
            {
                problems.Add($"All rows cannot have one '{name}': it tells them apart.");
            }
            else if (map.ContainsKey(name))
            {
                problems.Add($"Target '{name}' is to be read from a column and to have one value in all rows; give one of the two.");
            }
            else
            {
                int column = NoColumn - 1 - constants.Count;
                constants.Add(System.Text.Encoding.UTF8.GetBytes(value.Trim()));
                if (attribute is not null)
                {
                    attributes[attribute] = column;
                }
                else
                {
                    found[index] = column;
                }
            }
        }

        problems.AddRange(request.Lookups.Keys.Where(name => IndexOf(target.Targets, name) <= ImportTarget.Key).Select(name =>
            IndexOf(target.Targets, name) == ImportTarget.Key ? $"Target '{name}' cannot be looked up: it tells rows apart." : Unknown(target, name)));
        var result = new ColumnMap(found, [.. attributes.OrderBy(static pair => pair.Key, Comparer<string>.Create(CanonicalText.Compare)).Select(static pair => (pair.Key, pair.Value))], [.. constants]);
        if (problems.Count == 0 && target.Missing(result, request) is { } missing)
        {
            problems.Add(missing);
        }

        return problems.Count == 0
            ? result
            : throw new CrmException(ImportErrorCodes.BadColumns, $"{string.Join(" ", problems)} The file's columns are {Listed(columns)}.{DelimiterHint(columns)}");
    }

    /// <summary>The names of columns for a message: a file that is none may have a hundred thousand, or one without end.</summary>
    private static string Listed(IReadOnlyList<string> columns) => columns.Count == 0
        ? "none"
        : string.Join(", ", columns.Take(MaxListed).Select(static name => name.Length <= MaxListedLength ? name : string.Concat(name.AsSpan(0, MaxListedLength), "…")))
            + (columns.Count > MaxListed ? $" and {columns.Count - MaxListed} more" : string.Empty);

    private static string Unknown(ImportTarget target, string name) =>
        $"There is no target '{name}' for {target.Name}.{NearNames.Hint(name, target.Targets)} Targets are {string.Join(", ", target.Targets)}{(target.HasAttributes ? " and attr.NAME" : string.Empty)}.";

    private static string? AttributeOf(string name) => name.Length > AttributePrefix.Length && name.StartsWith(AttributePrefix, StringComparison.OrdinalIgnoreCase) ? name[AttributePrefix.Length..] : null;

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        int loose = -1;
        for (int i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }

            if (loose < 0 && string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                loose = i;
            }
        }

        return loose;
    }

    private static string DelimiterHint(IReadOnlyList<string> columns) =>
        columns is [var only] && only.AsSpan().IndexOfAny(";\t| ,") is >= 0 and var at
            ? $" The header is one column with '{(only[at] == '\t' ? "tab" : only[at] == ' ' ? "space" : only[at].ToString())}' in it: is that the delimiter?"
            : string.Empty;
}
