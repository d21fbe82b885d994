using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime.Text;

namespace Crm.Sdk.Import;

/// <summary>Puts the former values of a revision back into a record, field by field, where the record still holds what the revision wrote.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class FormerValues(IPersonalDataProtector protector, TenantId tenant)
{
    /// <summary>Puts former values back.</summary>
    /// <param name="model">The record's kind, a composed one.</param>
    /// <param name="stored">The record as it is.</param>
    /// <param name="revision">The change to take back.</param>
    /// <param name="left">The fields that somebody changed since, or whose former value can no longer be read.</param>
    /// <returns>The record with its former values; the same one where there is nothing to put back.</returns>
    public object PutBack(KindModel model, StoredRecord stored, Revision revision, out List<string> left)
    {
        left = [];
        JsonObject record = JsonNode.Parse(model.Serialise(stored.Entity))!.AsObject();
        bool changed = false;
        foreach (FieldChange change in revision.Changes)
        {
            if (!TryOpen(change.New, change.NewSealed, out string? written) || !TryOpen(change.Old, change.OldSealed, out string? former))
            {
                left.Add(change.Field);
                continue;
            }

            JsonNode? held = record[change.Field];
            JsonNode? before = Node(model, change.Field, former);
            if (JsonNode.DeepEquals(held, before))
            {
                continue; // it is back already
            }

            if (!JsonNode.DeepEquals(held, Node(model, change.Field, written)))
            {
                left.Add(change.Field);
                continue;
            }

            changed = true;
            record.Remove(change.Field);
            if (before is not null)
            {
                record[change.Field] = before;
            }
        }

        return changed ? model.Deserialise(stored.Id, Encoding.UTF8.GetBytes(record.ToJsonString())) : stored.Entity;
    }

    private bool TryOpen(string? plain, SealedValue? sealedValue, out string? text)
    {
        byte[]? opened = sealedValue is null ? null : protector.Open(tenant, sealedValue);
        text = opened is null ? plain : Encoding.UTF8.GetString(opened);
        return sealedValue is null || opened is not null;
    }

    /// <summary>A revision's text of a field as it stands in the record's JSON (<see cref="ComposedFormat"/>).</summary>
    private static JsonNode? Node(KindModel model, string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!model.HasField(field))
        {
            return JsonNode.Parse(text); // a part: its items as JSON
        }

        return model.Field(field).Type switch
        {
            FieldType.Bool => JsonValue.Create(text == "true"),
            FieldType.Int => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
            FieldType.Instant => JsonValue.Create(InstantPattern.ExtendedIso.Parse(text).Value.ToUnixMicroseconds()),
            FieldType.Date => JsonValue.Create(FieldValue.Of(LocalDatePattern.Iso.Parse(text).Value).AsDays()),
            _ => JsonValue.Create(text),
        };
    }
}
