using Crm.Sdk.Export;

namespace Crm.Sdk.Import;

/// <summary>A kind whose import and export are declared by a table of columns.</summary>
internal abstract class TableTarget : ImportTarget
{
    /// <summary>The columns that export writes, in order.</summary>
    public abstract IReadOnlyList<string> Written { get; }

    /// <summary>Writes a record as a row, without ending it.</summary>
    public abstract void Write(ExportWriter writer, object entity, ReferenceKeys keys);
}
