using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
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
            RecordPage page = await store.QueryAsync(Query(kind, keyField, some) with { Limit = KeysPerQuery }, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                found[field.Get(record.Entity).AsText()] = record;
            }
        }

        await AddByIdAsync(kind, asked.Where(key => !found.ContainsKey(key)), found.Add, cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>The ids of the records that there are, by the text they were asked with: cheaper than the records.</summary>
    public async Task<Dictionary<string, RecordId>> FindIdsAsync(KindModel kind, FieldId keyField, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        Dictionary<string, RecordId> found = new(StringComparer.Ordinal);
        string[] asked = [.. keys.Distinct(StringComparer.Ordinal)];
        foreach (string[] some in asked.Chunk(KeysPerQuery))
        {
            await ColumnScan.RunAsync(store, Query(kind, keyField, some), kind, ["id", keyField], [FieldType.Id, FieldType.Text], Take, cancellationToken).ConfigureAwait(false);
        }

        await AddByIdAsync(kind, asked.Where(key => !found.ContainsKey(key)), (id, record) => found.Add(id, record.Id), cancellationToken).ConfigureAwait(false);
        return found;

        ValueTask Take(ColumnBatch batch, CancellationToken token)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                found[batch.Texts(1)[row]!] = new RecordId(batch.Ids(0)[row]);
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The records of ids that there are.</summary>
    public async Task<Dictionary<RecordId, StoredRecord>> FindByIdAsync(KindModel kind, IEnumerable<RecordId> ids, CancellationToken cancellationToken)
    {
        Dictionary<RecordId, StoredRecord> found = [];
        foreach (RecordId[] some in ids.Distinct().Chunk(KeysPerQuery))
        {
            foreach (StoredRecord? record in await store.FindAsync(tenant, kind.Kind, some, cancellationToken).ConfigureAwait(false))
            {
                if (record is not null)
                {
                    found.Add(record.Id, record);
                }
            }
        }

        return found;
    }

    /// <summary>The records that name one of some in an indexed field, read a page at a time.</summary>
    public async IAsyncEnumerable<T> NamingAsync<T>(KindModel kind, FieldId field, IEnumerable<RecordId> named, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var queries = new QueryRunner(store, new ModelCatalogue([kind]));
        foreach (RecordId[] some in named.Chunk(KeysPerQuery))
        {
            var query = new StoreQuery(tenant, kind.Kind) { Where = Condition.IsIn(field, [.. some.Select(static id => FieldValue.Of(id))]), Limit = KeysPerQuery };
            await foreach (T record in queries.AllAsync<T>(query, cancellationToken).ConfigureAwait(false))
            {
                yield return record;
            }
        }
    }

    private StoreQuery Query(KindModel kind, FieldId keyField, string[] keys) => new(tenant, kind.Kind) { Where = Condition.IsIn(keyField, [.. keys.Select(static key => FieldValue.Of(key))]) };

    private async Task AddByIdAsync(KindModel kind, IEnumerable<string> keys, Action<string, StoredRecord> add, CancellationToken cancellationToken)
    {
        foreach (string[] some in keys.Where(MayBeId).ToArray().Chunk(KeysPerQuery))
        {
            RecordId[] records = [.. some.Select(static id => new RecordId(Guid.ParseExact(id, "D")))];
            foreach ((string id, StoredRecord? record) in some.Zip(await store.FindAsync(tenant, kind.Kind, records, cancellationToken).ConfigureAwait(false)))
            {
                if (record is not null)
                {
                    add(id, record);
                }
            }
        }
    }
}
