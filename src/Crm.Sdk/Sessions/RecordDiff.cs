using System.Buffers;
using System.Text;
using System.Text.Json;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>The difference between two states of a record, field by field, as its revision keeps it.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RecordDiff(IPersonalDataProtector protector)
{
    /// <summary>What stands for the whole of an entity whose kind has a payload.</summary>
    public const string Payload = "payload";

    /// <summary>What differs between two states; all fields with a value where one of them is null.</summary>
    public List<FieldChange> Changes(TenantId tenant, KindModel model, object? before, object? after)
    {
        object any = after ?? before ?? throw new ArgumentNullException(nameof(after));
        RecordId subject = model.SubjectOf(any) ?? model.IdOf(any);
        var changes = new List<FieldChange>();
        foreach (FieldModel field in model.Fields)
        {
            if (field.Computed)
            {
                continue; // what it is computed of tells the difference
            }

            FieldValue old = before is null ? FieldValue.Null : field.Get(before);
            FieldValue now = after is null ? FieldValue.Null : field.Get(after);
            if (old != now)
            {
                changes.Add(Change(tenant, subject, field.Id.Name, field.Personal, old.IsNull ? null : old.ToString(), now.IsNull ? null : now.ToString()));
            }
        }

        foreach (PartModel part in model.Parts)
        {
            string? old = Items(part, before), now = Items(part, after);
            if (old != now)
            {
                changes.Add(Change(tenant, subject, part.Id.Name, IsPersonal(part.Fields), old, now));
            }
        }

        if (!model.IsComposed)
        {
            string? old = PayloadOf(model, before), now = PayloadOf(model, after);
            if (old != now)
            {
                changes.Add(Change(tenant, subject, Payload, IsPersonal(model.Fields), old, now));
            }
        }

        return changes;
    }

    /// <summary>The names of the fields and parts that differ; <see cref="Payload"/> where only what no field says differs.</summary>
    public static ValueList<FieldId> Fields(KindModel model, object before, object after)
    {
        IEnumerable<FieldId> fields = model.Fields.Where(field => field.Get(before) != field.Get(after)).Select(static field => field.Id);
        IEnumerable<FieldId> parts = model.Parts.Where(part => Items(part, before) != Items(part, after)).Select(static part => part.Id);
        var names = fields.Concat(parts).ToValueList();
        return names.IsEmpty && !model.IsComposed && PayloadOf(model, before) != PayloadOf(model, after) ? [new FieldId(Payload)] : names;
    }

    /// <summary>Whether a field, a part or the payload says something about a person.</summary>
    public static bool IsPersonal(KindModel model, string name) => model.HasField(name)
        ? model.Field(name).Personal
        : IsPersonal(model.Parts.FirstOrDefault(part => part.Id.Name == name)?.Fields ?? model.Fields);

    /// <summary>An entity's payload as text; null where there is no entity.</summary>
    public static string? PayloadOf(KindModel model, object? entity) => entity is null ? null : Encoding.UTF8.GetString(model.Serialise(entity));

    /// <summary>The items of a part as a JSON array; null where there are none.</summary>
    public static string? Items(PartModel part, object? entity)
    {
        if (entity is null || part.Items(entity) is not { Count: > 0 } items)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            ComposedFormat.WriteItems(json, part, items);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsPersonal(IReadOnlyList<FieldModel> fields) => fields.Any(static field => field.Personal);

    private FieldChange Change(TenantId tenant, RecordId subject, string field, bool personal, string? old, string? now) => personal
        ? new FieldChange { Field = field, OldSealed = Seal(tenant, subject, old), NewSealed = Seal(tenant, subject, now) }
        : new FieldChange { Field = field, Old = old, New = now };

    private SealedValue? Seal(TenantId tenant, RecordId subject, string? value) =>
        value is null ? null : protector.Seal(tenant, subject, Encoding.UTF8.GetBytes(value));
}
