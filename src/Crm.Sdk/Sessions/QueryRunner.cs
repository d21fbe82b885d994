using System.Runtime.CompilerServices;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Runs queries on a store: what the store cannot judge itself, the core judges page by page.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class QueryRunner(ICrmStore store, ModelCatalogue catalogue)
{
    public async Task<RecordPage> PageAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        (StoreQuery asked, Condition? residual) = Split(query);
        if (residual is null)
        {
            return await store.QueryAsync(asked, cancellationToken).ConfigureAwait(false);
        }

        KindModel model = catalogue[query.Kind];
        Func<object, bool> matches = ConditionEvaluator.Prepare(residual, model);
        var found = new List<StoredRecord>();
        asked = asked with { Limit = Math.Clamp(query.Limit * 4, 200, StoreQuery.MaxLimit) }; // few round trips where the residual misses much
        while (true)
        {
            RecordPage page = await store.QueryAsync(asked, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < page.Records.Count; i++)
            {
                StoredRecord record = page.Records[i];
                if (!matches(record.Entity))
                {
                    continue;
                }

                found.Add(record);
                if (found.Count == query.Limit)
                {
                    bool last = i == page.Records.Count - 1 && page.Next is null;
                    return new RecordPage(found, last ? null : CursorOf(query, model, record)); // behind the last record that was examined
                }
            }

            if (page.Next is null)
            {
                return new RecordPage(found, null);
            }

            asked = asked with { After = page.Next };
        }
    }

    /// <summary>All records of a query, page by page; the query's limit is a page's size.</summary>
    public async IAsyncEnumerable<T> AllAsync<T>(StoreQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            RecordPage page = await PageAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                yield return (T)record.Entity;
            }

            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }

    public async Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        (StoreQuery asked, Condition? residual) = Split(query);
        if (residual is null)
        {
            return await store.CountAsync(asked, cancellationToken).ConfigureAwait(false);
        }

        KindModel model = catalogue[query.Kind];
        Func<object, bool> matches = ConditionEvaluator.Prepare(residual, model);
        long count = 0;
        asked = asked with { Order = null, After = null, Limit = 2_000 };
        while (true)
        {
            RecordPage page = await store.QueryAsync(asked, cancellationToken).ConfigureAwait(false);
            count += page.Records.Count(record => matches(record.Entity));
            if (page.Next is null)
            {
                return count;
            }

            asked = asked with { After = page.Next };
        }
    }

    private (StoreQuery Asked, Condition? Residual) Split(StoreQuery query)
    {
        if (query.Limit is < 1 or > StoreQuery.MaxLimit)
        {
            throw new CrmException(StorageErrorCodes.BadPage, $"A page takes 1 to {StoreQuery.MaxLimit} records; {query.Limit} were asked for.");
        }

        KindModel model = catalogue[query.Kind];
        FieldSupport support = store.Descriptor.Fields;
        if (query.Order is { } order && !model.IsQueryable(order.Field, support))
        {
            throw new CrmException(StorageErrorCodes.UnknownField, $"Store '{store.Descriptor.Name}' cannot order kind '{query.Kind}' by '{order.Field}', which is not indexed; order by an indexed field or by id.");
        }

        Condition normal = ConditionNormalizer.Normalize(query.Where);
        Condition[] parts = normal is Condition.AllOf all ? [.. all.Conditions] : [normal];
        Condition[] own = [.. parts.Where(part => Runs(part, model, support))];
        Condition? residual = own.Length == parts.Length ? null : Condition.All([.. parts.Except(own)]);
        return (query with { Where = own.Length == 1 ? own[0] : Condition.All(own) }, residual);
    }

    /// <summary>Whether a store with a support runs a condition in normal form.</summary>
    public static bool Runs(Condition condition, KindModel model, FieldSupport support) => condition switch
    {
        Condition.AllOf all => all.Conditions.All(part => Runs(part, model, support)),
        Condition.AnyOf any => any.Conditions.All(part => Runs(part, model, support)),
        Condition.Compare compare => Runs(compare.Field, compare.Value, model, support),
        Condition.In isIn => isIn.Values.All(value => Runs(isIn.Field, value, model, support)),
        Condition.IsNull isNull => model.IsQueryable(isNull.Field, support),
        Condition.HasValue has => model.IsQueryable(has.Field, support),
        _ => false,
    };

    private static bool Runs(FieldId id, FieldValue value, KindModel model, FieldSupport support)
    {
        FieldType type = model.Field(id).Type;
        return type == value.Type
            ? model.IsQueryable(id, support)
            : throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{id}' of kind '{model.Kind}' holds {type} and cannot be compared with {value.Type} '{value}'.");
    }

    private static PageCursor CursorOf(StoreQuery query, KindModel model, StoredRecord record) =>
        new(query.Order is { } order ? model.ValueOf(order.Field, record.Entity) : FieldValue.Null, record.Id);
}
