namespace Crm.Sdk.Storage;

/// <summary>The two fields in which a kind keeps a reference to a record of any kind. The id is indexed: what points to a record is found by it.</summary>
internal sealed class ReferenceFields<T>
    where T : class
{
    private readonly FieldHandle<string?> _kind;
    private readonly FieldHandle<RecordId?> _id;

    public ReferenceFields(FieldSetBuilder<T> kind, FieldId kindField, FieldId idField, Func<T, RecordRef?> get)
    {
        _kind = kind.Text(kindField, entity => get(entity)?.Kind.Name, maxLength: RecordKind.MaxLength);
        _id = kind.Id(idField, entity => get(entity)?.Id, indexed: true);
    }

    public RecordRef? Read(StoredRow row) => row.Get(_id) is { } id ? new RecordRef(new RecordKind(row.Need(_kind)), id) : null;
}
