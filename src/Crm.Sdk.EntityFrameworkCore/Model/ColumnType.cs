namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>The types of columns that a catalogue's fields need. A provider maps each in one way.</summary>
public enum ColumnType
{
    /// <summary>A signed 64-bit whole number: fields of type Bool (0, 1), Int, Instant (microseconds) and Date (days), versions and positions.</summary>
    Number,

    /// <summary>The number of a tenant, 32 bits.</summary>
    Tenant,

    /// <summary>Text of any length, compared by code point.</summary>
    Text,

    /// <summary>A UUID, compared as 16 big-endian bytes.</summary>
    Id,

    /// <summary>Bytes: the UTF-8 JSON of kinds that are not composed.</summary>
    Bytes,
}
