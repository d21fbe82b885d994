using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Segments;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Reads the segment that <c>--where</c> gives: JSON, or a file that holds it.</summary>
internal static class SegmentText
{
    /// <summary>Whether a text is a segment rather than FIELD=VALUE.</summary>
    public static bool Looks(string where) => where.TrimStart().StartsWith('{') || File.Exists(where);

    public static async Task<Segment> ReadAsync(string where, CancellationToken cancellationToken) => SegmentJson.Read(
        where.TrimStart().StartsWith('{') ? where
        : File.Exists(where) ? await File.ReadAllTextAsync(where, cancellationToken).ConfigureAwait(false)
        : throw new CallException($"--where: '{where}' is neither a segment as JSON nor a file."));
}
