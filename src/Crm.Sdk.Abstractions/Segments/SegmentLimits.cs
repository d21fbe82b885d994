namespace Crm.Sdk.Segments;

/// <summary>How large a segment may be.</summary>
public static class SegmentLimits
{
    /// <summary>How deep nodes may be nested, those of segments that are named by it included.</summary>
    public const int MaxDepth = 32;

    /// <summary>How many nodes a segment may have, those of segments that are named by it included.</summary>
    public const int MaxNodes = 1_000;

    /// <summary>How many values one list may have.</summary>
    public const int MaxValues = 10_000;

    /// <summary>How many characters a definition may have.</summary>
    public const int MaxLength = 1_000_000;
}
