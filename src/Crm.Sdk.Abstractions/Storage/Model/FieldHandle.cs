namespace Crm.Sdk.Storage;

/// <summary>A declared field with the type that code sees: what composes an entity from a stored row.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="T">The CLR type, nullable.</typeparam>
public sealed class FieldHandle<T>
{
    internal FieldHandle(FieldId id, int ordinal, Func<FieldValue, T> read)
    {
        Id = id;
        Ordinal = ordinal;
        Read = read;
    }

    /// <summary>The field's name.</summary>
    public FieldId Id { get; }

    internal int Ordinal { get; }

    internal Func<FieldValue, T> Read { get; }
}
