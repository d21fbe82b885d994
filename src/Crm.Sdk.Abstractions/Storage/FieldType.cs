namespace Crm.Sdk.Storage;

/// <summary>The types a stored field can have. There is no decimal and no floating point: money and quantities are scaled whole numbers.</summary>
public enum FieldType
{
    /// <summary>No value. Sorts before every value.</summary>
    Null = 0,

    /// <summary>False before true.</summary>
    Bool = 1,

    /// <summary>A signed 64-bit whole number.</summary>
    Int = 2,

    /// <summary>Text in normalisation form C, compared by code point.</summary>
    Text = 3,

    /// <summary>A UUID, compared as 16 big-endian bytes.</summary>
    Id = 4,

    /// <summary>Whole microseconds since 1970-01-01T00:00Z.</summary>
    Instant = 5,

    /// <summary>Whole days since 1970-01-01 in the ISO calendar.</summary>
    Date = 6,

    /// <summary>Text that only the kind's own code understands (JSON, a sealed envelope). Never compared, ordered or indexed.</summary>
    Opaque = 7,
}
