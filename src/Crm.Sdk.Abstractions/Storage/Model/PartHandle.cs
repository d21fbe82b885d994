namespace Crm.Sdk.Storage;

/// <summary>A declared part with the type of its items: what composes an entity's list from stored rows.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <typeparam name="TItem">The items' type.</typeparam>
public sealed class PartHandle<TItem>
    where TItem : class
{
    internal PartHandle(int ordinal, Func<StoredRow, TItem> compose)
    {
        Ordinal = ordinal;
        Compose = compose;
    }

    internal int Ordinal { get; }

    internal Func<StoredRow, TItem> Compose { get; }
}
