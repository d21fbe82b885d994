namespace Crm.Sdk.History;

/// <summary>What an entry of a history tells.</summary>
public enum HistoryEntryType
{
    /// <summary>The record was added; the changes hold its first values.</summary>
    Added,

    /// <summary>Fields changed.</summary>
    Changed,

    /// <summary>The record was removed; the changes hold its last values.</summary>
    Removed,
}
