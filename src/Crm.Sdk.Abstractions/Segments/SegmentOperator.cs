namespace Crm.Sdk.Segments;

/// <summary>How a segment compares what it found. Each is false where nothing was found, unless it says otherwise.</summary>
public enum SegmentOperator
{
    /// <summary>Equal; <c>eq</c>.</summary>
    Equal,

    /// <summary>Not equal; <c>ne</c>.</summary>
    NotEqual,

    /// <summary>Less; <c>lt</c>.</summary>
    Less,

    /// <summary>Less or equal; <c>lte</c>.</summary>
    LessOrEqual,

    /// <summary>Greater; <c>gt</c>.</summary>
    Greater,

    /// <summary>Greater or equal; <c>gte</c>.</summary>
    GreaterOrEqual,

    /// <summary>One of several values; <c>in</c>.</summary>
    In,

    /// <summary>None of several values; <c>notIn</c>.</summary>
    NotIn,

    /// <summary>From a value to another, both included; <c>between</c>.</summary>
    Between,

    /// <summary>A text that begins with a text, by code point and case-sensitively; <c>startsWith</c>.</summary>
    StartsWith,

    /// <summary>A text that has a text in it, by code point and case-sensitively; <c>contains</c>.</summary>
    Contains,

    /// <summary>Something was found, or nothing was where the value is false; <c>exists</c>.</summary>
    Exists,

    /// <summary>A set that has at least one of several values; <c>hasAny</c>. A set without a value is the empty set.</summary>
    HasAny,

    /// <summary>A set that has each of several values; <c>hasAll</c>.</summary>
    HasAll,

    /// <summary>A set that has none of several values; <c>hasNone</c>. True of the empty set.</summary>
    HasNone,
}
