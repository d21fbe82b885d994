namespace Crm.Sdk.Segments;

/// <summary>How the parts of a group count.</summary>
internal enum GroupKind
{
    /// <summary>All hold.</summary>
    All,

    /// <summary>At least one holds.</summary>
    Any,

    /// <summary>None holds.</summary>
    None,
}
