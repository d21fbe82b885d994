namespace Crm.Sdk.Storage;

/// <summary>Which fields of a kind a store can name in conditions and orders.</summary>
public enum FieldSupport
{
    /// <summary>Only the indexed fields.</summary>
    Indexed,

    /// <summary>All fields of the catalogue except opaque ones.</summary>
    All,
}
