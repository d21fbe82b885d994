namespace Crm.Sdk.Conformance.Tests.Merging;

/// <summary>The kinds of <see cref="Deed"/>.</summary>
internal enum DeedType
{
    Edit,
    Merge,
    Unmerge,
    AddOrder,
    EditOrder,
    RemoveOrder,
    RestoreOrder,
    Remove,
    Restore,
}
