namespace Crm.Sdk.History;

/// <summary>What a revision tells.</summary>
public enum RevisionType
{
    /// <summary>Fields changed.</summary>
    Changed = 1,

    /// <summary>The record was removed; the changes hold its last values.</summary>
    Removed = 2,
}
