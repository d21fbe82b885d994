using Crm.Sdk.Sessions;
using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>Copies all records of all tenants from one store into another, of whatever kind, page by page, and compares both afterwards.</summary>
/// <remarks>
/// <para>Records keep ids, versions and all fields, so that histories go on; audit entries and their hashes are records like any other. What a store keeps for itself is not copied: the ids of
/// commits, so a commit whose outcome is unknown must be settled before, and positions begin anew.</para>
/// <para>Nobody may write to either store meanwhile; the comparison at the end tells if somebody did. Memory is that of a page. Thread-safe.</para>
/// </remarks>
public sealed class StoreCopy
{
    private const int PageSize = 2_000;

    private readonly ICrmStore _source;
    private readonly ICrmStore _target;
    private readonly ModelCatalogue _model;
    private readonly IClock _clock;

    /// <summary>Makes a copier.</summary>
    /// <param name="source">The store to copy; it tells its tenants (<see cref="IStoreTenants"/>).</param>
    /// <param name="target">The store to copy into, made ready for the model.</param>
    /// <param name="model">All kinds, those of plugins too: what the model does not know is not copied.</param>
    /// <param name="clock">Business time.</param>
    public StoreCopy(ICrmStore source, ICrmStore target, ModelCatalogue model, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(clock);
        (_source, _target, _model, _clock) = (source, target, model, clock);
    }

    /// <summary>Copies and compares.</summary>
    /// <param name="actor">Who copies.</param>
    /// <param name="resume">Whether the target holds an unfinished copy of the same source, with which to go on; else it must hold no record.</param>
    /// <param name="progress">Told after each page, or null.</param>
    /// <param name="cancellationToken">Stops between pages; with <paramref name="resume"/> the same call goes on.</param>
    /// <exception cref="CrmException">
    /// CRM2014: the source does not tell its tenants. CRM2015: the target holds records and <paramref name="resume"/> is false. CRM2016: a record of the target is newer or another one, or both differ in the end.
    /// </exception>
    public async Task<StoreCopyReport> RunAsync(ActorId actor, bool resume, IProgress<StoreCopyProgress>? progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<TenantId> tenants = _source is IStoreTenants told
            ? await told.TenantsAsync(cancellationToken).ConfigureAwait(false)
            : throw new CrmException(StorageErrorCodes.BadConnection, $"Store '{_source.Descriptor.Name}' does not tell its tenants, so it cannot be copied as a whole.");
        if (!resume)
        {
            await RequireEmptyAsync(tenants, cancellationToken).ConfigureAwait(false);
        }

        long copied = 0, there = 0;
        foreach ((TenantId tenant, KindModel kind) in from tenant in tenants from kind in _model.Kinds select (tenant, kind))
        {
            await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(_source, tenant, kind, cancellationToken).ConfigureAwait(false))
            {
                int written = await WriteAsync(tenant, kind, page, actor, cancellationToken).ConfigureAwait(false);
                (copied, there) = (copied + written, there + page.Count - written);
                progress?.Report(new StoreCopyProgress(tenant, kind.Kind, copied + there));
            }
        }

        foreach ((TenantId tenant, KindModel kind) in from tenant in tenants from kind in _model.Kinds select (tenant, kind))
        {
            await CompareAsync(tenant, kind, cancellationToken).ConfigureAwait(false);
            progress?.Report(new StoreCopyProgress(tenant, kind.Kind, copied + there));
        }

        return new StoreCopyReport(tenants.Count, copied, there);
    }

    private async Task RequireEmptyAsync(IReadOnlyList<TenantId> tenants, CancellationToken cancellationToken)
    {
        IEnumerable<TenantId> all = _target is IStoreTenants told ? tenants.Union(await told.TenantsAsync(cancellationToken).ConfigureAwait(false)) : tenants;
        foreach ((TenantId tenant, KindModel kind) in from tenant in all from kind in _model.Kinds select (tenant, kind))
        {
            RecordPage first = await _target.QueryAsync(new StoreQuery(tenant, kind.Kind) { Limit = 1 }, cancellationToken).ConfigureAwait(false);
            if (first.Records.Count > 0)
            {
                throw new CrmException(
                    StorageErrorCodes.StoreInTheWay,
                    $"The store to copy into holds records already, such as {kind.Kind} {first.Records[0].Id} of tenant '{tenant}'. Copy into an empty one, or go on with an interrupted copy of the same store with --resume.");
            }
        }
    }

    /// <summary>Writes what the target lacks. A version is reached by as many writes of the same record: the store counts it, and nobody sees the ones between.</summary>
    private async Task<int> WriteAsync(TenantId tenant, KindModel kind, IReadOnlyList<StoredRecord> page, ActorId actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredRecord?> present = await _target.FindAsync(tenant, kind.Kind, [.. page.Select(static record => record.Id)], cancellationToken).ConfigureAwait(false);
        List<(StoredRecord Record, object? Before, long Version)> open = [];
        for (int i = 0; i < page.Count; i++)
        {
            long version = present[i]?.Version ?? 0;
            if (version > page[i].Version || (version == page[i].Version && !page[i].Entity.Equals(present[i]!.Entity)))
            {
                throw Differs(tenant, kind, page[i].Id, "is newer or another one in the store to copy into");
            }

            if (version < page[i].Version)
            {
                open.Add((page[i], present[i]?.Entity, version));
            }
        }

        int lacking = open.Count;
        int most = Math.Min(PageSize, _target.Descriptor.MaxRecordsPerBatch);
        while (open.Count > 0)
        {
            foreach ((StoredRecord Record, object? Before, long Version)[] chunk in open.Chunk(most))
            {
                await CommitAsync(tenant, kind, chunk, actor, cancellationToken).ConfigureAwait(false);
            }

            open = [.. open.Select(static item => (item.Record, Before: (object?)item.Record.Entity, Version: item.Version + 1)).Where(static item => item.Version < item.Record.Version)];
        }

        return lacking;
    }

    private async Task CommitAsync(TenantId tenant, KindModel kind, (StoredRecord Record, object? Before, long Version)[] chunk, ActorId actor, CancellationToken cancellationToken)
    {
        List<KeyClaim> releases = [], claims = [];
        foreach ((StoredRecord record, object? before, _) in chunk)
        {
            UniqueKeys.Compare(kind, record.Id, before, record.Entity, releases, claims);
        }

        RecordWrite[] writes = [.. chunk.Select(item => new RecordWrite(kind.Kind, item.Record.Id, item.Version, item.Record.Entity))];
        var batch = new CommitBatch(tenant, RecordId.New().Value, actor, _clock.GetCurrentInstant(), writes, releases: releases, claims: claims);
        if (await _target.CommitAsync(batch, cancellationToken).ConfigureAwait(false) is not CommitResult.Committed)
        {
            throw Differs(tenant, kind, chunk[0].Record.Id, "or one of the same page was written by somebody else meanwhile, or its unique key belongs to another record");
        }
    }

    /// <summary>Both stores hand out records in the order of their ids, so one pass over both finds every difference.</summary>
    private async Task CompareAsync(TenantId tenant, KindModel kind, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<StoredRecord> left = RecordsAsync(_source, tenant, kind, cancellationToken).GetAsyncEnumerator(cancellationToken);
        IAsyncEnumerator<StoredRecord> right = RecordsAsync(_target, tenant, kind, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (left.ConfigureAwait(false))
        await using (right.ConfigureAwait(false))
        {
            while (true)
            {
                bool more = await left.MoveNextAsync().ConfigureAwait(false);
                if (more != await right.MoveNextAsync().ConfigureAwait(false))
                {
                    throw Differs(tenant, kind, more ? left.Current.Id : right.Current.Id, "or one near it is in one of both stores only");
                }

                if (!more)
                {
                    return;
                }

                if (left.Current.Id != right.Current.Id || left.Current.Version != right.Current.Version || !left.Current.Entity.Equals(right.Current.Entity))
                {
                    throw Differs(tenant, kind, left.Current.Id, "is not the same in both stores");
                }
            }
        }
    }

    private static CrmException Differs(TenantId tenant, KindModel kind, RecordId id, string how) => new(
        StorageErrorCodes.CopyDiffers, $"{kind.Kind} {id} of tenant '{tenant}' {how}. Copy while nobody writes to either store, into an empty one.");

    private static async IAsyncEnumerable<StoredRecord> RecordsAsync(
        ICrmStore store, TenantId tenant, KindModel kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(store, tenant, kind, cancellationToken).ConfigureAwait(false))
        {
            foreach (StoredRecord record in page)
            {
                yield return record;
            }
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<StoredRecord>> PagesAsync(
        ICrmStore store, TenantId tenant, KindModel kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, kind.Kind) { Limit = PageSize };
        for (RecordPage? page = null; page is null || page.Next is not null;)
        {
            page = await store.QueryAsync(query with { After = page?.Next }, cancellationToken).ConfigureAwait(false);
            yield return page.Records;
        }
    }
}
