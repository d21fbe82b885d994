namespace Crm.Sdk.Storage;

/// <summary>One field of a kind: its name, type and how it is read from an entity.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class FieldModel
{
    private readonly Func<object, FieldValue> _get;

    internal FieldModel(FieldId id, int ordinal, FieldType type, Func<object, FieldValue> get, bool indexed, bool personal, int? maxLength, bool computed = false, bool kept = false)
    {
        Id = id;
        Ordinal = ordinal;
        Type = type;
        _get = get;
        Indexed = indexed;
        Personal = personal;
        MaxLength = maxLength;
        Computed = computed;
        Kept = kept || indexed || !computed;
    }

    /// <summary>The field's name.</summary>
    public FieldId Id { get; }

    /// <summary>The field's place among its kind's or part's fields, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>The field's type.</summary>
    public FieldType Type { get; }

    /// <summary>Whether conditions and orders may name it on every store.</summary>
    public bool Indexed { get; }

    /// <summary>Whether it says something about a person: in histories, events and the outbox its values stand only in sealed envelopes.</summary>
    public bool Personal { get; }

    /// <summary>The greatest length of a text in UTF-16 units, where one is stated.</summary>
    public int? MaxLength { get; }

    /// <summary>
    /// Whether it is computed from the entity's other fields: it stands in no document and in no revision, and a relational store keeps it in a column only
    /// where it is <see cref="Kept"/>.
    /// </summary>
    public bool Computed { get; }

    /// <summary>Whether a store that keeps a composed kind in columns has one for it: all but computed fields that are neither indexed nor declared to be kept.</summary>
    public bool Kept { get; }

    /// <summary>Reads the field from an entity (or from an item, where it is a part's field).</summary>
    public FieldValue Get(object entity) => _get(entity);

    /// <summary>The same field, indexed.</summary>
    internal FieldModel AsIndexed() => Indexed ? this : new FieldModel(Id, Ordinal, Type, _get, indexed: true, Personal, MaxLength, Computed, Kept);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Type})";
}
