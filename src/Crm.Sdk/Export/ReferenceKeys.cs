using Crm.Sdk.Import;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Export;

/// <summary>What the records that others refer to are called in files: by their key, else by their id.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ReferenceKeys
{
    private readonly Dictionary<RecordRef, string> _keys = [];

    /// <summary>The key of a record, its id where it has none or is gone; null for none.</summary>
    public string? this[RecordRef? record] => record is not { } there ? null : _keys.GetValueOrDefault(there) ?? there.Id.ToString();

    /// <summary>Looks the keys of records up.</summary>
    public static async Task<ReferenceKeys> FindAsync(ICrmStore store, ModelCatalogue model, TenantId tenant, IEnumerable<RecordRef> records, CancellationToken cancellationToken)
    {
        var keys = new ReferenceKeys();
        foreach (IGrouping<RecordKind, RecordRef> kind in records.Distinct().GroupBy(static record => record.Kind))
        {
            if (!model.Contains(kind.Key) || !model[kind.Key].HasField(DraftReference.KeyField))
            {
                continue;
            }

            RecordRef[] asked = [.. kind];
            FieldModel field = model[kind.Key].Field(DraftReference.KeyField);
            IReadOnlyList<StoredRecord?> found = await store.FindAsync(tenant, kind.Key, [.. asked.Select(static record => record.Id)], cancellationToken).ConfigureAwait(false);
            foreach ((RecordRef record, StoredRecord? stored) in asked.Zip(found))
            {
                if (stored is not null && field.Get(stored.Entity) is { IsNull: false } key)
                {
                    keys._keys[record] = key.AsText();
                }
            }
        }

        return keys;
    }
}
