namespace Crm.Sdk.Segments;

/// <summary>The stable codes of the errors that segments raise: CRM6050 to CRM6099. One section each in <c>docs/errors.md</c>.</summary>
public static class SegmentErrorCodes
{
    /// <summary>A definition is no JSON, or no segment.</summary>
    public const string Malformed = "CRM6050";

    /// <summary>A definition names a field, an event, a filter, an amount, a fact, a dimension or a label that is not there.</summary>
    public const string UnknownName = "CRM6051";

    /// <summary>A value does not fit what it is compared with, or the comparison does not.</summary>
    public const string BadValue = "CRM6052";

    /// <summary>A definition is larger or deeper than is allowed.</summary>
    public const string TooLarge = "CRM6053";

    /// <summary>There is no saved segment of a name, or not that version of it.</summary>
    public const string UnknownSegment = "CRM6054";

    /// <summary>A segment is made of itself.</summary>
    public const string Cycle = "CRM6055";

    /// <summary>A fact that a segment names could not be had.</summary>
    public const string FactUnavailable = "CRM6056";
}
