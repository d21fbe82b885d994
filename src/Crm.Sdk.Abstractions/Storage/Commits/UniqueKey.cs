namespace Crm.Sdk.Storage;

/// <summary>A value that only one record of a kind in a tenant may hold.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The key's name in the model, for example <c>key</c>.</param>
/// <param name="Value">The value in canonical text, made by <see cref="UniqueKeyModel.ValueOf"/>.</param>
public readonly record struct UniqueKey(RecordKind Kind, string Name, string Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Kind}.{Name} '{Value}'";
}
