using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Reads the files that <c>crm rfm</c> takes.</summary>
/// <remarks>
/// Edges: <c>{"recencyDays":[…],"orders":[…],"amounts":[…]}</c>, ascending. Segments: an array, first match wins, of
/// <c>{"name":"Champions","r":"4-5","f":"4-5","m":"4-5"}</c>, the last without ranges being for all others.
/// </remarks>
internal static class RfmFiles
{
    public static async Task<RfmEdges> ReadEdgesAsync(string path, CancellationToken cancellationToken)
    {
        using JsonDocument json = await ReadAsync("--edges", path, cancellationToken).ConfigureAwait(false);
        return new RfmEdges(Numbers(json, "recencyDays", path), Numbers(json, "orders", path), Numbers(json, "amounts", path));
    }

    public static async Task<RfmSegments> ReadSegmentsAsync(string path, CancellationToken cancellationToken)
    {
        using JsonDocument json = await ReadAsync("--segments", path, cancellationToken).ConfigureAwait(false);
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw Wrong("--segments", path, "$", "an array of segments");
        }

        var segments = new List<RfmSegment>();
        string others = "Others";
        int i = 0;
        foreach (JsonElement element in json.RootElement.EnumerateArray())
        {
            string at = $"$[{i++}]";
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String || name.GetString() is not { Length: > 0 } text)
            {
                throw Wrong("--segments", path, at, "an object with a name");
            }

            if (!element.TryGetProperty("r", out _) && !element.TryGetProperty("f", out _) && !element.TryGetProperty("m", out _))
            {
                others = text;
                continue;
            }

            segments.Add(new RfmSegment(Label(text), text, Range(element, "r", path, at), Range(element, "f", path, at), Range(element, "m", path, at)));
        }

        return new RfmSegments(segments, (Label(others), others));
    }

    private static string Label(string name) => new([.. name.ToLowerInvariant().Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);

    private static ScoreRange Range(JsonElement segment, string name, string path, string at)
    {
        if (segment.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String)
        {
            string[] bounds = value.GetString()!.Split('-');
            if (bounds.Length is 1 or 2 && Score(bounds[0], out int lower) && Score(bounds[^1], out int upper) && lower <= upper)
            {
                return new ScoreRange(lower, upper);
            }
        }

        throw Wrong("--segments", path, $"{at}.{name}", "a range of scores such as \"4-5\"");
    }

    private static bool Score(string text, out int score) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out score) && score is >= 1 and <= RfmOptions.MaxBins;

    private static ValueList<double> Numbers(JsonDocument json, string name, string path)
    {
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(name, out JsonElement list) || list.ValueKind != JsonValueKind.Array
            || list.EnumerateArray().Any(static number => number.ValueKind != JsonValueKind.Number))
        {
            throw Wrong("--edges", path, $"$.{name}", "an array of numbers");
        }

        return list.EnumerateArray().Select(static number => number.GetDouble()).ToValueList();
    }

    private static async Task<JsonDocument> ReadAsync(string option, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new CallException($"{option}: there is no file '{path}'.");
        }

        try
        {
            FileStream file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                return await JsonDocument.ParseAsync(file, default, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (JsonException error)
        {
            throw new CallException($"{option}: {path} is no JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine}: {error.Message}");
        }
    }

    private static CallException Wrong(string option, string path, string pointer, string right) => new($"{option}: {path}: {pointer} must be {right}.");
}
