using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>The three fields in which a kind keeps its records' <see cref="Origin"/>.</summary>
internal sealed class OriginFields<T>
    where T : class
{
    private readonly FieldHandle<Instant?> _at;
    private readonly FieldHandle<string?> _by;
    private readonly FieldHandle<RecordId?> _run;

    public OriginFields(FieldSetBuilder<T> kind, Func<T, Origin?> get)
    {
        _at = kind.Instant("created-at", entity => get(entity)?.At);
        _by = kind.Text("created-by", entity => get(entity)?.By.Value, maxLength: ActorId.MaxLength);
        _run = kind.Id("run", entity => get(entity)?.Run);
    }

    public Origin? Read(StoredRow row) => row.Get(_at) is { } at ? new Origin(at, row.Need(_by), row.Get(_run)) : null;
}
