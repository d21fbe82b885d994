using System.Buffers;
using System.Collections.Frozen;

namespace Crm.Sdk.Storage;

/// <summary>What a store needs to know of a kind: its fields, parts and unique keys, and how its entities go out and come in.</summary>
/// <remarks>
/// A <i>composed</i> kind declares everything it holds as fields and parts: a relational store keeps it in typed columns without a payload. Any
/// other kind has a JSON payload beside its indexed fields. Immutable and thread-safe.
/// </remarks>
public sealed class KindModel
{
    private readonly FrozenDictionary<FieldId, FieldModel> _byId;
    private readonly Func<object, RecordId> _idOf;
    private readonly Func<object, RecordId?> _subjectOf;
    private readonly Func<object, Origin, object> _stamp;
    private readonly Action<object> _check;
    private readonly IPayloadFormat _format;
    private readonly Func<StoredRow, object>? _compose;

    internal KindModel(
        RecordKind kind,
        Type clrType,
        Func<object, RecordId> idOf,
        Func<object, RecordId?> subjectOf,
        Func<object, Origin, object> stamp,
        IReadOnlyList<FieldModel> fields,
        IReadOnlyList<PartModel> parts,
        IReadOnlyList<UniqueKeyModel> uniqueKeys,
        bool appendOnly,
        bool isLedger,
        bool historyKept,
        Action<object> check,
        Func<StoredRow, object>? compose,
        Func<KindModel, IPayloadFormat> format)
    {
        Kind = kind;
        ClrType = clrType;
        _idOf = idOf;
        _subjectOf = subjectOf;
        _stamp = stamp;
        Fields = fields;
        Parts = parts;
        UniqueKeys = uniqueKeys;
        AppendOnly = appendOnly;
        IsLedger = isLedger;
        HistoryKept = historyKept;
        _check = check;
        _compose = compose;
        _byId = fields.ToFrozenDictionary(static field => field.Id);
        _format = format(this);
    }

    /// <summary>The kind.</summary>
    public RecordKind Kind { get; }

    /// <summary>The entities' type.</summary>
    public Type ClrType { get; }

    /// <summary>The fields in the order in which they were declared.</summary>
    public IReadOnlyList<FieldModel> Fields { get; }

    /// <summary>The parts in the order in which they were declared; only composed kinds have any.</summary>
    public IReadOnlyList<PartModel> Parts { get; }

    /// <summary>The unique keys.</summary>
    public IReadOnlyList<UniqueKeyModel> UniqueKeys { get; }

    /// <summary>Whether records are only added, never changed or deleted.</summary>
    public bool AppendOnly { get; }

    /// <summary>Whether stores that can do so refuse changes of records also where they pass the SDK by, such as by a trigger of a database.</summary>
    public bool IsLedger { get; }

    /// <summary>Whether the session writes a revision for each change of a record of this kind.</summary>
    public bool HistoryKept { get; }

    /// <summary>Whether fields and parts hold everything, so that an entity can be composed of a stored row without a payload.</summary>
    public bool IsComposed => _compose is not null;

    /// <summary>The id of an entity.</summary>
    public RecordId IdOf(object entity) => _idOf(entity);

    /// <summary>The customer whom an entity is about, or null: what erasure, export and access go by.</summary>
    public RecordId? SubjectOf(object entity) => _subjectOf(entity);

    /// <summary>A new entity with its origin on it; the same entity where its kind keeps none.</summary>
    public object Stamp(object entity, Origin origin) => _stamp(entity, origin);

    /// <summary>Where a record comes from, as its fields <c>created-at</c>, <c>created-by</c> and <c>run</c> say; null where it keeps no origin.</summary>
    public Origin? OriginOf(object entity) =>
        Read("created-at", FieldType.Instant, entity) is { IsNull: false } at && Read("created-by", FieldType.Text, entity) is { IsNull: false } by
            ? new Origin(at.AsInstant(), new ActorId(by.AsText()), Read("run", FieldType.Id, entity) is { IsNull: false } run ? new RecordId(run.AsId()) : null)
            : null;

    /// <summary>The field with a name.</summary>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public FieldModel Field(FieldId id) => _byId.TryGetValue(id, out FieldModel? field)
        ? field
        : throw new CrmException(StorageErrorCodes.UnknownField, $"Kind '{Kind}' has no field '{id}'; it has {string.Join(", ", Fields.Select(static f => f.Id.Name))}.");

    /// <summary>Whether the kind has a field with a name.</summary>
    public bool HasField(FieldId id) => _byId.ContainsKey(id);

    /// <summary>Whether a store with a support can name a field in conditions and orders.</summary>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public bool IsQueryable(FieldId id, FieldSupport support)
    {
        FieldModel field = Field(id);
        return field.Type != FieldType.Opaque
            && (support == FieldSupport.All
                || field.Indexed
                || (support == FieldSupport.Columns && IsComposed && field.Kept)
                || UniqueKeys.Any(key => key.Fields.Contains(field)));
    }

    /// <summary>Refuses an entity that breaks a rule of its kind beyond those of its fields.</summary>
    /// <exception cref="CrmException">The rule's own code; the message names field, value and what would be right.</exception>
    public void Check(object entity) => _check(entity);

    /// <summary>Reads a field of an entity.</summary>
    /// <exception cref="CrmException">CRM2020: the kind has no such field.</exception>
    public FieldValue ValueOf(FieldId id, object entity) => Field(id).Get(entity);

    /// <summary>Writes an entity as UTF-8 JSON: the payload of stores that keep documents.</summary>
    public void Serialise(object entity, IBufferWriter<byte> utf8) => _format.Write(entity, utf8);

    /// <summary>Writes an entity as UTF-8 JSON.</summary>
    public byte[] Serialise(object entity)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        Serialise(entity, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads an entity from the UTF-8 JSON that <see cref="Serialise(object)"/> wrote.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="utf8">The JSON.</param>
    /// <exception cref="CrmException">CRM2024: it is not the JSON of this kind.</exception>
    public object Deserialise(RecordId id, ReadOnlySpan<byte> utf8)
    {
        try
        {
            return _format.Read(id, utf8);
        }
        catch (System.Text.Json.JsonException error)
        {
            throw new CrmException(StorageErrorCodes.BadPayload, $"The stored text of {Kind}/{id} cannot be read as '{Kind}': {error.Message}", error);
        }
    }

    /// <summary>Makes an entity of a stored row.</summary>
    /// <exception cref="InvalidOperationException">The kind is not composed.</exception>
    public object Compose(StoredRow row) => (_compose ?? throw new InvalidOperationException($"Kind '{Kind}' has a payload and is not composed."))(row);

    /// <inheritdoc/>
    public override string ToString() => Kind.Name;

    private FieldValue Read(FieldId id, FieldType type, object entity) =>
        _byId.TryGetValue(id, out FieldModel? field) && field.Type == type ? field.Get(entity) : FieldValue.Null;
}
