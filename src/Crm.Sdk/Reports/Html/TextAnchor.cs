namespace Crm.Sdk.Reports;

/// <summary>Where a text stands to its point.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
