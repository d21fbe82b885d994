using System.Text.Json.Serialization.Metadata;

namespace Crm.Sdk.Storage;

/// <summary>Declares a kind: its fields, parts, unique keys, and either a composer or a serialiser.</summary>
/// <remarks>Plain delegates and no expression trees: nothing is compiled at start, and trimming works. Not thread-safe; used once.</remarks>
/// <typeparam name="T">The entities' type, an immutable record.</typeparam>
public sealed class KindBuilder<T> : FieldSetBuilder<T>
    where T : class
{
    private readonly RecordKind _kind;
    private readonly Func<T, RecordId> _id;
    private readonly List<PartModel> _parts = [];
    private readonly List<UniqueKeyModel> _keys = [];
    private Func<T, RecordId?> _subject = static _ => null;
    private Func<T, Origin, T>? _stamp;
    private Action<T>? _check;
    private bool _appendOnly;
    private bool _isLedger;
    private bool _historyKept = true;

    /// <summary>Starts a kind.</summary>
    /// <param name="kind">The kind's name; plugins prefix theirs.</param>
    /// <param name="id">Reads an entity's id.</param>
    public KindBuilder(string kind, Func<T, RecordId> id)
    {
        _kind = new RecordKind(kind);
        _id = id;
    }

    /// <summary>States the customer whom a record is about.</summary>
    public KindBuilder<T> About(Func<T, RecordId?> customer)
    {
        _subject = customer;
        return this;
    }

    /// <summary>States how a new record is stamped with its origin by the session.</summary>
    /// <remarks>Histories read the origin back from fields named <c>created-at</c> (an instant), <c>created-by</c> (a text) and <c>run</c> (an id); declare them too.</remarks>
    public KindBuilder<T> StampedBy(Func<T, Origin, T> stamp)
    {
        _stamp = stamp;
        return this;
    }

    /// <summary>States that records are only added, never changed or deleted.</summary>
    public KindBuilder<T> AppendOnly()
    {
        _appendOnly = true;
        return this;
    }

    /// <summary>States that records are only added, and that stores which can do so refuse changes of them also where they pass the SDK by, such as by a trigger of a database.</summary>
    public KindBuilder<T> Ledger()
    {
        _isLedger = true;
        return AppendOnly();
    }

    /// <summary>States that changes of records leave no revisions: for the SDK's own bookkeeping.</summary>
    public KindBuilder<T> WithoutHistory()
    {
        _historyKept = false;
        return this;
    }

    /// <summary>States what an entity must fulfil beyond the rules of its fields before it may be written.</summary>
    /// <param name="check">Throws a <see cref="CrmException"/> that names the field, the value and what would be right. Called often and by many threads.</param>
    public KindBuilder<T> CheckedBy(Action<T> check)
    {
        _check = check;
        return this;
    }

    /// <summary>
    /// Declares a field that is computed from the entity's other fields (not from its parts), so that conditions, and orders where it is indexed, can name it. Composers do not see it.
    /// </summary>
    /// <param name="id">The field's name.</param>
    /// <param name="type">The values' type; not opaque.</param>
    /// <param name="get">Computes it: the same of equal entities.</param>
    /// <param name="indexed">Whether stores keep and index it.</param>
    /// <param name="personal">Whether it says something about a person.</param>
    /// <param name="maxLength">The greatest length of a text.</param>
    /// <param name="kept">Whether stores that have columns keep it in one, indexed or not. What is neither kept nor indexed is judged by reading the records.</param>
    /// <exception cref="CrmException">CRM2023: the name is taken or the type opaque.</exception>
    public KindBuilder<T> Computed(FieldId id, FieldType type, Func<T, FieldValue> get, bool indexed = false, bool personal = false, int? maxLength = null, bool kept = false)
    {
        RequireFree(id);
        if (type is FieldType.Opaque or FieldType.Null)
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Computed field '{id}' of kind '{_kind}' is {type}; conditions could not name it.");
        }

        Fields.Add(new FieldModel(id, Fields.Count, type, entity => get((T)entity), indexed, personal, maxLength, computed: true, kept));
        return this;
    }

    /// <summary>Declares that no two records of a tenant may have the same values of some fields. The fields become indexed.</summary>
    /// <param name="name">The key's name, a name like a field's.</param>
    /// <param name="fields">The names of declared fields, in order; one at least, and none of them opaque.</param>
    /// <exception cref="CrmException">CRM2023: a field is unknown or opaque, there is none, or the name is taken.</exception>
    public KindBuilder<T> Unique(string name, params ReadOnlySpan<FieldId> fields)
    {
        _ = ModelText.Require(name, FieldId.MaxLength, "unique key");
        if (fields.IsEmpty || _keys.Exists(key => key.Name == name))
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Unique key '{name}' of kind '{_kind}' is declared twice or names no field.");
        }

        var models = new List<FieldModel>();
        foreach (FieldId id in fields)
        {
            int at = Fields.FindIndex(field => field.Id == id);
            if (at < 0 || Fields[at].Type == FieldType.Opaque)
            {
                throw new CrmException(StorageErrorCodes.BadModel, $"Unique key '{name}' of kind '{_kind}' names field '{id}', which is opaque or not declared before it.");
            }

            Fields[at] = Fields[at].AsIndexed();
            models.Add(Fields[at]);
        }

        _keys.Add(new UniqueKeyModel(name, [.. models]));
        return this;
    }

    /// <summary>Declares a list whose items have fields of their own.</summary>
    /// <param name="id">The part's name, for example <c>line</c>.</param>
    /// <param name="items">Reads the items.</param>
    /// <param name="declare">Declares the items' fields and answers how an item is composed.</param>
    public PartHandle<TItem> Part<TItem>(FieldId id, Func<T, ValueList<TItem>> items, Func<PartBuilder<TItem>, Func<StoredRow, TItem>> declare)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(declare);
        RequireFree(id);
        var builder = new PartBuilder<TItem>();
        Func<StoredRow, TItem> compose = declare(builder);
        var handle = new PartHandle<TItem>(_parts.Count, compose);
        _parts.Add(new PartModel(id, builder.Fields, entity => items((T)entity).Items));
        return handle;
    }

    /// <summary>Finishes a composed kind: fields and parts hold everything.</summary>
    /// <param name="compose">Makes an entity of a stored row.</param>
    public KindModel ComposedBy(Func<StoredRow, T> compose) => Build(compose, static model => new ComposedFormat(model));

    /// <summary>Finishes a kind with a JSON payload; its parts must be none.</summary>
    /// <param name="type">The entities' source-generated serialiser.</param>
    public KindModel SerialisedBy(JsonTypeInfo<T> type)
    {
        if (_parts.Count > 0)
        {
            throw new CrmException(StorageErrorCodes.BadModel, $"Kind '{_kind}' has parts and a payload; only composed kinds have parts.");
        }

        return Build(null, _ => new SerialisedFormat<T>(type));
    }

    private protected override bool IsTaken(FieldId id) => base.IsTaken(id) || _parts.Exists(part => part.Id == id);

    private KindModel Build(Func<StoredRow, T>? compose, Func<KindModel, IPayloadFormat> format) => new(
        _kind,
        typeof(T),
        entity => _id((T)entity),
        entity => _subject((T)entity),
        _stamp is { } stamp ? (entity, origin) => stamp((T)entity, origin) : static (entity, _) => entity,
        [.. Fields],
        [.. _parts],
        [.. _keys],
        _appendOnly,
        _isLedger,
        _historyKept && !_appendOnly,
        _check is { } check ? entity => check((T)entity) : static _ => { },
        compose,
        format);
}
