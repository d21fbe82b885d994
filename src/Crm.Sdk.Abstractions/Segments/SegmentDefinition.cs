namespace Crm.Sdk.Segments;

/// <summary>One version of a saved segment. Each save makes a new one, and every one is kept.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SegmentDefinition
{
    /// <summary>The greatest length of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The greatest length of a title, in UTF-16 units.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>The record's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The name by which segments, plans and people refer to it: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1 on without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>The definition as canonical JSON (<see cref="SegmentJson.Write(Segment)"/>).</summary>
    public required string Definition { get; init; }

    /// <summary>The version of the language it is written in.</summary>
    public int Language { get; init; } = Sdk.Segments.Segment.LanguageVersion;

    /// <summary>The title in English, or null.</summary>
    public string? TitleEn { get; init; }

    /// <summary>The title in Chinese, or null.</summary>
    public string? TitleZh { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The definition as a segment.</summary>
    /// <exception cref="SegmentException">It was written by a newer release, in a language that this one does not read.</exception>
    public Segment ToSegment() => Language <= Sdk.Segments.Segment.LanguageVersion
        ? SegmentJson.Read(Definition)
        : throw new SegmentException(SegmentErrorCodes.Malformed, string.Empty, $"'{Name}' version {Version} is written in language {Language}; this release reads {Sdk.Segments.Segment.LanguageVersion}.");
}
