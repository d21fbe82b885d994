using Crm.Sdk.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>One run of a store law: a store that writes down what it is asked, random values by seed, and the words to state a law with.</summary>
internal sealed class StoreLawRun : IAsyncDisposable
{
    private const int ValueSize = 50; // what FsCheck calls size: how large and deep single values are

    private readonly IStoreFixture _fixture;
    private readonly Trace _trace;
    private TracingStore _store;
    private ulong _samples;

    private StoreLawRun(IStoreFixture fixture, ICrmStore store, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
    {
        _fixture = fixture;
        _store = new TracingStore(store, trace);
        _trace = trace;
        Seed = seed;
        Size = size;
        Token = cancellationToken;
        Random = new Random(unchecked((int)seed));
    }

    public static TenantId Tenant { get; } = new("acme");

    public static TenantId OtherTenant { get; } = new("other");

    public ICrmStore Store => _store;

    /// <summary>The store as a reader of columns; null where it is none.</summary>
    public IColumnReader? Columns => _store.Inner as IColumnReader;

    public ulong Seed { get; }

    public int Size { get; }

    public CancellationToken Token { get; }

    public Random Random { get; }

    /// <summary>Opens an empty store, ready for <see cref="ConformanceModel.Catalogue"/> unless told otherwise.</summary>
    public static async Task<StoreLawRun> OpenAsync(
        IStoreFixture fixture, Trace trace, ulong seed, int size, CancellationToken cancellationToken, ModelCatalogue? model = null)
    {
        ICrmStore store = await fixture.CreateAsync(cancellationToken).ConfigureAwait(false);
        var run = new StoreLawRun(fixture, store, trace, seed, size, cancellationToken);
        try
        {
            await run.Store.EnsureSchemaAsync(model ?? ConformanceModel.Catalogue, SchemaMode.CreateOrExtend, cancellationToken).ConfigureAwait(false);
            return run;
        }
        catch
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Values of a generator, the same for the same seed.</summary>
    public T[] Sample<T>(Gen<T> generator, int count) => [.. generator.Sample(count, new Rnd(unchecked((Seed * 1_000_003) + ++_samples)), ValueSize)];

    public T Sample<T>(Gen<T> generator) => Sample(generator, 1)[0];

    /// <summary>Parcels without unique keys, each with an id of its own.</summary>
    public Parcel[] KeylessParcels(int count) => [.. Sample(ConformanceGen.Parcel(default), count).Select(static parcel => parcel with { Id = RecordId.New(), Number = null, Depot = null })];

    public async Task ReopenAsync(ModelCatalogue? model = null)
    {
        _trace.Add("close, and open again");
        _store = new TracingStore(await _fixture.ReopenAsync(_store.Inner, Token).ConfigureAwait(false), _trace);
        await Store.EnsureSchemaAsync(model ?? ConformanceModel.Catalogue, model is null ? SchemaMode.Verify : SchemaMode.CreateOrExtend, Token).ConfigureAwait(false);
    }

    /// <summary>Commits a batch that must succeed, and answers its position.</summary>
    public async Task<long> CommitAsync(CommitBatch batch) => await Store.CommitAsync(batch, Token).ConfigureAwait(false) switch
    {
        CommitResult.Committed committed => committed.Position,
        var other => throw new LawViolationException($"A batch that nothing speaks against was answered with a {StoreText.Of(other)}."),
    };

    public Task<long> CommitAsync(KeyedBatch batch) => CommitAsync(batch.Build());

    public async Task<StoredRecord?> FindAsync(KindModel kind, RecordId id, TenantId? tenant = null) =>
        (await Store.FindAsync(tenant ?? Tenant, kind.Kind, [id], Token).ConfigureAwait(false))[0];

    public async Task<StoredRecord> RequireAsync(KindModel kind, RecordId id, TenantId? tenant = null) =>
        await FindAsync(kind, id, tenant).ConfigureAwait(false) ?? throw new LawViolationException($"{StoreText.Of(kind.Kind, id)} was committed and is not found.");

    /// <summary>All records of a query, page by page.</summary>
    public async Task<List<StoredRecord>> WalkAsync(StoreQuery query)
    {
        List<StoredRecord> all = [];
        for (StoreQuery? next = query; next is not null;)
        {
            RecordPage page = await Store.QueryAsync(next, Token).ConfigureAwait(false);
            Expect(page.Next is null || page.Records.Count == query.Limit, "A page that is not the last has fewer records than were asked for.");
            all.AddRange(page.Records);
            next = page.Next is { } after ? query with { After = after } : null;
        }

        return all;
    }

    /// <inheritdoc cref="Statement.Expect"/>
    public static void Expect(bool holds, string otherwise) => Statement.Expect(holds, otherwise);

    public static void ExpectAnswer(CommitResult expected, CommitResult actual) =>
        Expect(expected == actual, $"The answer should be a {StoreText.Of(expected)}, and was a {StoreText.Of(actual)}.");

    /// <summary>Breaks the law unless a record is kept in a version and with the content of an entity.</summary>
    public static void ExpectKept(KindModel kind, long version, object entity, StoredRecord? actual) =>
        Expect(SameRecord(new StoredRecord(kind.Kind, kind.IdOf(entity), version, entity), actual), $"There should be {StoreText.Of(new StoredRecord(kind.Kind, kind.IdOf(entity), version, entity))}, and there is {StoreText.Of(actual)}.");

    /// <summary>Whether two records are the same: kind, id, version, and what the kind's serialiser writes of their entities.</summary>
    public static bool SameRecord(StoredRecord? left, StoredRecord? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ => left.Kind == right.Kind && left.Id == right.Id && left.Version == right.Version && SameEntity(left, right),
    };

    public void RequireDurable()
    {
        if (!Store.Descriptor.Durable)
        {
            throw new NotApplicableException($"the store {Store.Descriptor.Name} says that it is not durable");
        }
    }

    public async ValueTask DisposeAsync() => await _fixture.RemoveAsync(_store.Inner, CancellationToken.None).ConfigureAwait(false);

    private static bool SameEntity(StoredRecord left, StoredRecord right)
    {
        KindModel kind = ConformanceModel.Catalogue[left.Kind];
        return right.Entity.GetType() == left.Entity.GetType() && kind.Serialise(left.Entity).AsSpan().SequenceEqual(kind.Serialise(right.Entity));
    }
}
