using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>Declares the fields of a kind or of an item of a part.</summary>
/// <remarks>Not thread-safe; used once, when a model is built.</remarks>
/// <typeparam name="T">The entity's or item's type.</typeparam>
public abstract class FieldSetBuilder<T>
    where T : class
{
    private readonly List<FieldModel> _fields = [];

    private protected FieldSetBuilder()
    {
    }

    internal List<FieldModel> Fields => _fields;

    /// <summary>Declares a text field.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="get">Reads it; null for no value. The text must be in canonical form.</param>
    /// <param name="indexed">Whether conditions and orders may name it on every store.</param>
    /// <param name="personal">Whether it says something about a person.</param>
    /// <param name="maxLength">Its greatest length in UTF-16 units; 256 by default.</param>
    public FieldHandle<string?> Text(FieldId id, Func<T, string?> get, bool indexed = false, bool personal = false, int maxLength = 256) =>
        Declare(id, FieldType.Text, entity => FieldValue.Of(get(entity)), static value => value.IsNull ? null : value.AsText(), indexed, personal, maxLength);

    /// <summary>Declares a field of whole numbers.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<long?> Int(FieldId id, Func<T, long?> get, bool indexed = false, bool personal = false) =>
        Declare<long?>(id, FieldType.Int, entity => FieldValue.Of(get(entity)), static value => value.IsNull ? null : value.AsInt(), indexed, personal);

    /// <summary>Declares a field of truth values.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<bool?> Bool(FieldId id, Func<T, bool?> get, bool indexed = false, bool personal = false) =>
        Declare<bool?>(id, FieldType.Bool, entity => get(entity) is { } value ? FieldValue.Of(value) : FieldValue.Null, static value => value.IsNull ? null : value.AsBool(), indexed, personal);

    /// <summary>Declares a field of ids.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<RecordId?> Id(FieldId id, Func<T, RecordId?> get, bool indexed = false, bool personal = false) =>
        Declare<RecordId?>(id, FieldType.Id, entity => FieldValue.Of(get(entity)), static value => value.IsNull ? null : new RecordId(value.AsId()), indexed, personal);

    /// <summary>Declares a field of instants.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<Instant?> Instant(FieldId id, Func<T, Instant?> get, bool indexed = false, bool personal = false) =>
        Declare<Instant?>(id, FieldType.Instant, entity => FieldValue.Of(get(entity)), static value => value.IsNull ? null : value.AsInstant(), indexed, personal);

    /// <summary>Declares a field of dates.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<LocalDate?> Date(FieldId id, Func<T, LocalDate?> get, bool indexed = false, bool personal = false) =>
        Declare<LocalDate?>(id, FieldType.Date, entity => FieldValue.Of(get(entity)), static value => value.IsNull ? null : value.AsDate(), indexed, personal);

    /// <summary>Declares a field of text that only the kind's own code understands; it is never compared or indexed.</summary>
    /// <inheritdoc cref="Text"/>
    public FieldHandle<string?> Opaque(FieldId id, Func<T, string?> get, bool personal = false) =>
        Declare(id, FieldType.Opaque, entity => FieldValue.Opaque(get(entity)), static value => value.IsNull ? null : value.AsOpaque(), indexed: false, personal);

    /// <summary>Declares an opaque field that holds a value as JSON.</summary>
    /// <param name="id">The field's name.</param>
    /// <param name="get">Reads it; null for no value.</param>
    /// <param name="type">The value's source-generated serialiser.</param>
    /// <param name="personal">Whether it says something about a person.</param>
    public FieldHandle<TValue?> Json<TValue>(FieldId id, Func<T, TValue?> get, JsonTypeInfo<TValue> type, bool personal = false)
        where TValue : class =>
        Declare(
            id,
            FieldType.Opaque,
            entity => get(entity) is { } value ? FieldValue.Opaque(JsonSerializer.Serialize(value, type)) : FieldValue.Null,
            value => value.IsNull ? null : JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(value.AsOpaque()), type),
            indexed: false,
            personal);

    /// <summary>Refuses a name that is taken: fields and parts share one space, since both are properties of one JSON object.</summary>
    private protected void RequireFree(FieldId id)
    {
        if (id.Name is "id" or "version" or "tenant" or "payload" or "ordinal" || IsTaken(id))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Field '{id}' of {typeof(T).Name} is declared twice or has a name that stores keep for themselves (id, version, tenant, payload, ordinal).");
        }
    }

    private protected virtual bool IsTaken(FieldId id) => _fields.Exists(field => field.Id == id);

    private FieldHandle<TValue> Declare<TValue>(FieldId id, FieldType type, Func<T, FieldValue> get, Func<FieldValue, TValue> read, bool indexed, bool personal, int? maxLength = null)
    {
        RequireFree(id);
        var handle = new FieldHandle<TValue>(id, _fields.Count, read);
        _fields.Add(new FieldModel(id, _fields.Count, type, entity => get((T)entity), indexed, personal, maxLength));
        return handle;
    }
}
