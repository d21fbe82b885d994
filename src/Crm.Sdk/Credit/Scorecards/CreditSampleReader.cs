using System.Globalization;
using System.Text;
using Crm.Sdk.Import;

namespace Crm.Sdk.Credit;

/// <summary>Reads cases with known outcomes from a file. A column of which every value is a number is one of numbers, any other one of texts.</summary>
/// <remarks>Thread-safe. Each different text is held once.</remarks>
public static class CreditSampleReader
{
    /// <summary>The most cases that are read: statistics need no more, and they are held in memory.</summary>
    public const int MaxCases = 1_000_000;

    /// <summary>Reads a sample.</summary>
    /// <param name="stream">UTF-8 rows.</param>
    /// <param name="request">How they are written and what is bad.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="CrmException">CRM6211: no such outcome, a row of another shape, too many cases, or no bad or good one; the text names the line. CRM3004 or CRM3005: the file cannot be read.</exception>
    public static async Task<CreditSample> ReadAsync(Stream stream, CreditSampleRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(request);
        var how = new ImportRequest("credit-sample", ImportSource.Stream(stream, "credit-sample")) { NoHeader = request.NoHeader, NullWords = request.NullWords };
        RowReader rows = RowReader.Create(stream, how, request.Format ?? ImportFormat.Csv, request.Columns);
        await using (rows.ConfigureAwait(false))
        {
            await rows.OpenAsync(cancellationToken).ConfigureAwait(false);
            List<string?>[]? columns = null;
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                columns ??= [.. rows.Columns.Select(static _ => new List<string?>())];
                Add(rows, columns, texts);
            }

            return Make(rows.Columns, columns ?? [], request);
        }
    }

    private static void Add(RowReader rows, List<string?>[] columns, Dictionary<string, string> texts)
    {
        if (rows.Malformed is { } what)
        {
            throw Bad($"Line {rows.Line}: {what}.");
        }

        if (columns[0].Count == MaxCases)
        {
            throw Bad($"The file has more than {MaxCases:N0} cases; take a random part of it.");
        }

        for (int i = 0; i < columns.Length; i++)
        {
            columns[i].Add(rows[i].IsEmpty ? null : Once(Encoding.UTF8.GetString(rows[i]), texts));
        }
    }

    private static string Once(string text, Dictionary<string, string> texts)
    {
        if (texts.TryGetValue(text, out string? known))
        {
            return known;
        }

        texts.Add(text, text);
        return text;
    }

    private static CreditSample Make(IReadOnlyList<string> names, List<string?>[] columns, CreditSampleRequest request)
    {
        int outcome = names.ToList().IndexOf(request.Outcome);
        if (outcome < 0 || columns.Length == 0)
        {
            throw Bad(columns.Length == 0 ? "The file has no cases." : $"There is no column '{request.Outcome}' for the outcome; there are {string.Join(", ", names)}.");
        }

        foreach (string text in request.Texts)
        {
            if (!names.Contains(text, StringComparer.Ordinal))
            {
                throw Bad($"There is no column '{text}' to read as texts; there are {string.Join(", ", names)}.");
            }
        }

        int unknown = columns[outcome].IndexOf(null);
        if (unknown >= 0)
        {
            throw Bad($"Case {unknown + 1} has no outcome; leave out the cases of which it is not known.");
        }

        SampleColumn[] read = [.. Enumerable.Range(0, columns.Length)
            .Where(i => i != outcome && columns[i].Exists(static value => value is not null))
            .Select(i => new SampleColumn(names[i], Values(columns[i], request.Texts.Contains(names[i], StringComparer.Ordinal))))];
        return new CreditSample(read, [.. columns[outcome].Select(value => string.Equals(value, request.BadValue, StringComparison.Ordinal))]);
    }

    private static CharacteristicValue[] Values(List<string?> texts, bool asTexts)
    {
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (string? text in asTexts ? [] : texts)
        {
            if (text is not null && !numbers.ContainsKey(text))
            {
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
                {
                    asTexts = true;
                    break;
                }

                numbers.Add(text, number);
            }
        }

        return [.. texts.Select(text => text is null ? CharacteristicValue.Nothing : asTexts ? CharacteristicValue.Of(text) : CharacteristicValue.Of(numbers[text]))];
    }

    private static CrmException Bad(string what) => new(CreditErrorCodes.BadSample, what);
}
