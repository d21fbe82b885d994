namespace Crm.Sdk.Storage;

/// <summary>Which fields of a kind a store can name in conditions and orders. Opaque fields never.</summary>
public enum FieldSupport
{
    /// <summary>Only the indexed fields and those of unique keys: the minimum.</summary>
    Indexed,

    /// <summary>All fields of composed kinds, the indexed ones of the others: what a relational store has columns for.</summary>
    Columns,

    /// <summary>All fields.</summary>
    All,
}
