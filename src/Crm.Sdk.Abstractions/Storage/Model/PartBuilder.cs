namespace Crm.Sdk.Storage;

/// <summary>Declares the fields of a part's items.</summary>
/// <inheritdoc/>
public sealed class PartBuilder<TItem> : FieldSetBuilder<TItem>
    where TItem : class
{
    internal PartBuilder()
    {
    }
}
