using Crm.Sdk.Export;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>One column of a kind: how import reads it and export writes it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="T">The records' type.</typeparam>
internal sealed record TableColumn<T>(string Name)
    where T : class
{
    /// <summary>Reads the current row's value, null where it has none; null itself where the column only helps another to be read, or is only written.</summary>
    public Func<TableRow, int, object?>? Read { get; init; }

    /// <summary>Whether the row says something on it, where that does not go by its own cell alone.</summary>
    public Func<TableRow, bool>? Says { get; init; }

    /// <summary>A record with a value that was read.</summary>
    public Func<T, object?, ReferenceIds, T>? Set { get; init; }

    /// <summary>Writes the value of a record; null where the column is only read.</summary>
    public Action<ExportWriter, T, ReferenceKeys>? Write { get; init; }

    /// <summary>The record that a record names, where the column is a reference.</summary>
    public Func<T, RecordRef?>? Refers { get; init; }

    /// <summary>The kind of the record that it names, where it is always the same.</summary>
    public KindModel? Names { get; init; }

    /// <summary>The column that says of which kind the named record is, where that differs.</summary>
    public string? NamesBy { get; init; }

    /// <summary>Whether every record has a value.</summary>
    public bool Required { get; init; }
}
