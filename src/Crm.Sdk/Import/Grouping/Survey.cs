using System.Security.Cryptography;

namespace Crm.Sdk.Import;

/// <summary>What a first reading of a source found out, before anything is written: that it can be read, and which rows cannot be told apart from others in passing.</summary>
/// <remarks>
/// Memory: one bit for each byte of the source (8 KiB to 64 MiB), and 40 bytes for each value that is listed below. With the listed ones counted exactly, all
/// others are known to stand alone.
/// </remarks>
internal sealed class Survey
{
    private Survey(byte[] fingerprint, IReadOnlyList<string> columns, ColumnMap map, long rows, Dictionary<UInt128, int> repeated, HashSet<UInt128> scattered, HashSet<UInt128> referring)
    {
        Fingerprint = fingerprint;
        Columns = columns;
        Map = map;
        Rows = rows;
        Repeated = repeated;
        Scattered = scattered;
        Referring = referring;
    }

    /// <summary>SHA-256 of the source's bytes.</summary>
    public byte[] Fingerprint { get; }

    /// <summary>The columns; of JSON Lines all properties of all rows.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Which column each target is read from.</summary>
    public ColumnMap Map { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>Rows without key that may occur more than once, with a count from 0: their number among equal rows has to be counted.</summary>
    public Dictionary<UInt128, int> Repeated { get; }

    /// <summary>Keys whose rows may not stand together: they have to be collected.</summary>
    public HashSet<UInt128> Scattered { get; }

    /// <summary>Keys of records that name others of their kind, which may stand behind them: they come after these.</summary>
    public HashSet<UInt128> Referring { get; }

    /// <summary>Reads a source from its start to its end.</summary>
    /// <exception cref="CrmException">CRM3002: the columns do not fit. CRM3004: it is not UTF-8. CRM3005: it cannot be read as rows.</exception>
    public static async Task<Survey> TakeAsync(Stream source, ImportTarget target, ImportRequest request, ImportFormat format, CancellationToken cancellationToken)
    {
        if (format == ImportFormat.JsonLines)
        {
            // Only the last row tells which properties there are, so a first reading collects their names.
            Survey names = await TakeAsync(source, target, request, format, [], cancellationToken).ConfigureAwait(false);
            if (names.Rows > 0 && names.Columns.Count == 0)
            {
                throw new CrmException(ImportErrorCodes.BadFile, "No line of the file is a JSON object with a property; JSON Lines have one object a line.");
            }

            return names.Rows == 0 ? names : await TakeAsync(source, target, request, format, names.Columns, cancellationToken).ConfigureAwait(false);
        }

        return await TakeAsync(source, target, request, format, request.Columns, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One hash of the source and of all that decides what its rows become: what tells an interrupted run again.</summary>
    public string Identify(ImportTarget target, ImportRequest request, ImportFormat format, string sourceName)
    {
        IEnumerable<string> options =
        [
            Convert.ToHexStringLower(Fingerprint), target.Name, format.ToString(), sourceName, request.NoHeader ? "no header" : "header", string.Join('\u001F', request.Columns),
            request.DateFormat ?? string.Empty, request.Currency?.Code ?? string.Empty, request.Country ?? string.Empty, request.Zone.Id,
            request.CreateCustomers ? "create customers" : string.Empty, request.Effects.ToString(), request.OnError.ToString(), request.Duplicates.ToString(),
            .. request.Map.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"),
            .. request.Values.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"all {pair.Key}={pair.Value}"),
            .. request.Lookups.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => pair.Value.Values.OrderBy(static word => word.Key, StringComparer.Ordinal).Select(word => $"look up {pair.Key} {word.Key}={word.Value}")),
            .. request.NullWords.Select(static word => $"none {word}"),
            .. request.JoinSurplusInto is { } joined ? [$"join {joined}"] : Array.Empty<string>(),
            .. request.WithoutLines ? ["without lines"] : Array.Empty<string>(),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join('\u001E', options))));
    }

    private static async Task<Survey> TakeAsync(
        Stream source, ImportTarget target, ImportRequest request, ImportFormat format, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        source.Position = 0;
        using var stream = new SurveyStream(source);
        RowReader reader = RowReader.Create(stream, request, format, columns);
        await using (reader.ConfigureAwait(false))
        {
            await reader.OpenAsync(cancellationToken).ConfigureAwait(false);
            bool namesOnly = format == ImportFormat.JsonLines && columns.Count == 0;
            ColumnMap map = namesOnly ? ColumnMap.None(target) : ColumnMap.Resolve(target, request, reader.Columns);
            var filter = new BloomFilter(source.Length);
            Dictionary<UInt128, int> repeated = [];
            HashSet<UInt128> scattered = [], referring = [];
            var identity = new RowIdentity(reader, map[ImportTarget.Key]);
            var references = new RowReferences(target, map, identity);
            UInt128? previous = null;
            long rows = 0;
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows++;
                UInt128? key = null;
                if (reader.Malformed is not null || namesOnly)
                {
                    // A row that is refused anyway, or the reading that only collects names.
                }
                else if (identity.HasKey(reader))
                {
                    key = identity.OfKey(reader);
                    if (key != previous && filter.Add(key.Value))
                    {
                        scattered.Add(key.Value);
                    }

                    if (references.Any(reader))
                    {
                        referring.Add(key.Value);
                    }
                }
                else if (identity.OfValues(reader) is var values && filter.Add(values))
                {
                    repeated[values] = 0;
                }

                previous = key;
            }

            return new Survey(stream.Hash(), [.. reader.Columns], map, rows, repeated, scattered, referring);
        }
    }
}
