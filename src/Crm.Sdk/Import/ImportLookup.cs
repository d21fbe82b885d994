using System.Text;

namespace Crm.Sdk.Import;

/// <summary>What the words of a file mean: names of countries their codes, numbers of categories their names.</summary>
/// <remarks>Immutable and thread-safe. Words are compared as they are written.</remarks>
/// <param name="Name">Where it comes from, for messages.</param>
/// <param name="Values">The value by word; an empty one is none.</param>
public sealed record ImportLookup(string Name, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The greatest number of words.</summary>
    public const int MaxWords = 100_000;

    /// <summary>Reads a file with a header line: the first column holds the words, the second their values.</summary>
    /// <param name="source">The file; its ending tells the format.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CrmException">CRM3005: the file cannot be read, a row has another number of fields, a word stands twice, or there are too many.</exception>
    public static async Task<ImportLookup> ReadAsync(ImportSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        Stream stream = await source.OpenForReadingAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            RowReader reader = RowReader.Create(stream, new ImportRequest(string.Empty, source), ImportFormat.OfFileName(source.Name), []);
            await using (reader.ConfigureAwait(false))
            {
                await reader.OpenAsync(cancellationToken).ConfigureAwait(false);
                Dictionary<string, string> values = new(StringComparer.Ordinal);
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    string? problem = reader.Malformed ?? (reader.Columns.Count < 2 ? "it needs two columns, the words and their values" : null);
                    if (problem is null && !values.TryAdd(Encoding.UTF8.GetString(reader[0]), Encoding.UTF8.GetString(reader[1])))
                    {
                        problem = $"'{Encoding.UTF8.GetString(reader[0])}' stands there twice";
                    }

                    problem ??= values.Count > MaxWords ? $"it has more than {MaxWords} words" : null;
                    if (problem is not null)
                    {
                        throw new CrmException(ImportErrorCodes.BadFile, $"'{source.Name}', line {reader.Line}, cannot be used to look words up: {problem}.");
                    }
                }

                return new ImportLookup(source.Name, values);
            }
        }
    }
}
