using System.Text;
using System.Text.Json.Nodes;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.History;

/// <summary>The values of a record as its revisions write them, field by field, so that changes can be taken back one after another.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RecordValues
{
    private readonly KindModel _model;
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _masked = new(StringComparer.Ordinal);

    private RecordValues(KindModel model) => _model = model;

    /// <summary>The fields whose value cannot be read, by name.</summary>
    public IReadOnlyCollection<string> Masked => _masked;

    /// <summary>The values of an entity.</summary>
    public static RecordValues Of(KindModel model, object entity)
    {
        var values = new RecordValues(model);
        foreach (FieldModel field in model.Fields.Where(static field => !field.Computed))
        {
            FieldValue value = field.Get(entity);
            values.Set(field.Id.Name, value.IsNull ? null : value.ToString());
        }

        foreach (PartModel part in model.Parts)
        {
            values.Set(part.Id.Name, RecordDiff.Items(part, entity));
        }

        if (!model.IsComposed)
        {
            values.Set(RecordDiff.Payload, RecordDiff.PayloadOf(model, entity));
        }

        return values;
    }

    /// <summary>The last values of a removed record.</summary>
    public static RecordValues Before(KindModel model, Revision removal, IPersonalDataProtector protector, TenantId tenant)
    {
        var values = new RecordValues(model);
        values.TakeBack(removal, protector, tenant);
        return values;
    }

    /// <summary>Puts the values before a change in the place of those after it.</summary>
    public void TakeBack(Revision revision, IPersonalDataProtector protector, TenantId tenant)
    {
        foreach (FieldChange change in revision.Changes)
        {
            if (!Knows(change.Field))
            {
                continue; // a field of an earlier model
            }

            bool readable = protector.TryOpen(tenant, change.Old, change.OldSealed, out string? former);
            Set(change.Field, former);
            _ = readable ? _masked.Remove(change.Field) : _masked.Add(change.Field);
        }
    }

    /// <summary>Whether the record's kind has a field or part of a name.</summary>
    public bool Knows(string field) =>
        (_model.HasField(field) && !_model.Field(field).Computed) || IsPart(field) || (!_model.IsComposed && field == RecordDiff.Payload);

    /// <summary>Whether a field holds a value.</summary>
    public bool Holds(string field, string? text)
    {
        string? held = _texts.GetValueOrDefault(field);
        return held == text || (held is not null && text is not null && IsPart(field) && JsonNode.DeepEquals(JsonNode.Parse(held), JsonNode.Parse(text)));
    }

    public void Set(string field, string? text)
    {
        if (text is null)
        {
            _texts.Remove(field);
        }
        else
        {
            _texts[field] = text;
        }
    }

    /// <summary>The values as the changes of the record's addition.</summary>
    public ValueList<ChangedField> AsAdded() => Names()
        .Where(name => _texts.ContainsKey(name) || _masked.Contains(name))
        .Select(name => new ChangedField(name, null, _texts.GetValueOrDefault(name)) { IsPersonal = RecordDiff.IsPersonal(_model, name), IsMasked = _masked.Contains(name) })
        .ToValueList();

    /// <summary>The entity of these values.</summary>
    /// <param name="id">Its id, that of the record or of a copy.</param>
    /// <exception cref="CrmException">CRM2072: a value that it cannot be without cannot be read. CRM2024: values do not make an entity.</exception>
    public object Compose(RecordId id)
    {
        try
        {
            return _model.IsComposed ? _model.Deserialise(id, Encoding.UTF8.GetBytes(Json().ToJsonString())) : FromPayload(id);
        }
        catch (CrmException error) when (_masked.Count > 0 && error.Code is StorageErrorCodes.BadPayload or HistoryErrorCodes.Unreadable)
        {
            throw new CrmException(HistoryErrorCodes.Unreadable, $"{_model.Kind}/{id} cannot be put together again: {string.Join(", ", _masked)} can no longer be read, because the key of its subject was destroyed.", error);
        }
    }

    private IEnumerable<string> Names()
    {
        IEnumerable<string> names = _model.Fields.Where(static field => !field.Computed).Select(static field => field.Id.Name).Concat(_model.Parts.Select(static part => part.Id.Name));
        return _model.IsComposed ? names : names.Append(RecordDiff.Payload);
    }

    private bool IsPart(string name) => _model.Parts.Any(part => part.Id.Name == name);

    /// <summary>The record as its kind's JSON has it (<see cref="ComposedFormat"/>).</summary>
    private JsonObject Json()
    {
        var record = new JsonObject();
        foreach (FieldModel field in _model.Fields.Where(static field => !field.Computed))
        {
            if (_texts.TryGetValue(field.Id.Name, out string? text))
            {
                record[field.Id.Name] = Node(FieldValue.Parse(field.Type, text));
            }
        }

        foreach (PartModel part in _model.Parts)
        {
            if (_texts.TryGetValue(part.Id.Name, out string? text))
            {
                record[part.Id.Name] = JsonNode.Parse(text);
            }
        }

        return record;
    }

    private static JsonNode? Node(FieldValue value) => value.Type switch
    {
        FieldType.Bool => JsonValue.Create(value.AsBool()),
        FieldType.Int => JsonValue.Create(value.AsInt()),
        FieldType.Instant => JsonValue.Create(value.AsMicroseconds()),
        FieldType.Date => JsonValue.Create(value.AsDays()),
        _ => JsonValue.Create(value.ToString()),
    };

    /// <summary>The entity of a payload, which has its id inside.</summary>
    private object FromPayload(RecordId id)
    {
        string text = _texts.GetValueOrDefault(RecordDiff.Payload)
            ?? throw new CrmException(HistoryErrorCodes.Unreadable, $"{_model.Kind}/{id} has no payload that could be read.");
        object entity = _model.Deserialise(id, Encoding.UTF8.GetBytes(text));
        RecordId held = _model.IdOf(entity);
        if (held == id)
        {
            return entity;
        }

        JsonObject payload = JsonNode.Parse(text)!.AsObject();
        foreach ((string name, JsonNode? value) in payload.ToArray())
        {
            if (name.Equals("id", StringComparison.OrdinalIgnoreCase) && value is not null)
            {
                payload[name] = JsonNode.Parse(value.ToJsonString().Replace(held.ToString(), id.ToString(), StringComparison.OrdinalIgnoreCase));
            }
        }

        entity = _model.Deserialise(id, Encoding.UTF8.GetBytes(payload.ToJsonString()));
        return _model.IdOf(entity) == id
            ? entity
            : throw new CrmException(HistoryErrorCodes.NotRestorable, $"The JSON of {_model.Kind}/{held} does not have its id in a property 'id', so a copy cannot be given another.");
    }
}
