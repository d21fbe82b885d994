using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Finds records by their external keys, many at once. A text that is no key but the internal id of a record finds that record too.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class KeyLookup(ICrmStore store, TenantId tenant)
{
    /// <summary>How many keys one query names; stores split longer lists anyway.</summary>
    private const int KeysPerQuery = 1_000;

    /// <summary>Whether a text may be an internal id: it cannot be taken for new unseen.</summary>
    public static bool MayBeId(string key) => key.Length == 36 && Guid.TryParseExact(key, "D", out _);

    /// <summary>The records that there are, by the text they were asked with.</summary>
    public async Task<Dictionary<string, StoredRecord>> FindAsync(KindModel kind, FieldId keyField, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        FieldModel field = kind.Field(keyField);
        Dictionary<string, StoredRecord> found = new(StringComparer.Ordinal);
        string[] asked = [.. keys.Distinct(StringComparer.Ordinal)];
        foreach (string[] some in asked.Chunk(KeysPerQuery))
        {
            RecordPage page = await store.QueryAsync(
                new StoreQuery(tenant, kind.Kind)
                {
                    Where = Condition.IsIn(keyField, [.. some.Select(static key => FieldValue.Of(key))]),
                    Limit = KeysPerQuery,
                },
                cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                found[field.Get(record.Entity).AsText()] = record;
            }
        }

        string[] ids = [.. asked.Where(key => !found.ContainsKey(key) && MayBeId(key))];
        foreach (string[] some in ids.Chunk(KeysPerQuery))
        {
            RecordId[] records = [.. some.Select(static id => new RecordId(Guid.ParseExact(id, "D")))];
            foreach ((string id, StoredRecord? record) in some.Zip(await store.FindAsync(tenant, kind.Kind, records, cancellationToken).ConfigureAwait(false)))
            {
                if (record is not null)
                {
                    found[id] = record;
                }
            }
        }

        return found;
    }
}
