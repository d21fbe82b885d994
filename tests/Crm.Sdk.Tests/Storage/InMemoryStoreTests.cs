using System.Text.Json.Serialization;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

/// <summary>What is particular to the reference store. That it keeps the rules of every store is shown by the conformance laws.</summary>
public sealed partial class InMemoryStoreTests
{
    private static readonly TenantId Tenant = TenantId.Default;
    private static readonly RecordKind Kind = new("test.memo");
    private static readonly ModelCatalogue Model = new([MemoKind()]);

    [Fact]
    public async Task An_entity_comes_back_as_its_serialiser_made_it_and_not_as_the_object_that_went_in()
    {
        var store = await OpenAsync();
        var memo = new Memo(RecordId.New(), "call back", NotKept: "lost on the way");
        await store.CommitAsync(Adding(memo), CancellationToken.None);

        StoredRecord? found = (await store.FindAsync(Tenant, Kind, [memo.Id], CancellationToken.None))[0];

        Assert.Equal(memo with { NotKept = null }, Assert.IsType<Memo>(found!.Entity));
        Assert.Equal(1, found.Version);
    }

    [Fact]
    public async Task Its_clock_never_goes_back()
    {
        var clock = FakeClock.AtUtc(2026, 5, 4, 12);
        var store = await OpenAsync(clock);
        Instant first = await store.NowAsync(CancellationToken.None);
        clock.Set(first - Duration.FromHours(1));

        Assert.Equal(first, await store.NowAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Columns_hold_every_matching_record_once_with_nulls_marked()
    {
        var store = await OpenAsync();
        Memo[] memos = [.. Enumerable.Range(0, 10_000).Select(i => new Memo(RecordId.New(), i % 3 == 0 ? null : $"memo {i}", null))];
        await store.CommitAsync(Adding(memos), CancellationToken.None);
        Dictionary<Guid, string?> read = [];

        await store.ReadColumnsAsync(
            new StoreQuery(Tenant, Kind),
            ["id", "text"],
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    read.Add(batch.Ids(0)[row], batch.Texts(1)[row]);
                }

                return ValueTask.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(memos.ToDictionary(static memo => memo.Id.Value, static memo => memo.Text), read);
    }

    [Fact]
    public async Task A_cancelled_call_and_an_unknown_kind_are_faults_of_the_task()
    {
        var store = await OpenAsync();
        Task<long> cancelled = store.CountAsync(new StoreQuery(Tenant, Kind), new CancellationToken(canceled: true));
        Task<long> unknown = store.CountAsync(new StoreQuery(Tenant, new RecordKind("nobody")), CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(StorageErrorCodes.UnknownField, (await Assert.ThrowsAsync<CrmException>(() => unknown)).Code);
    }

    private static async Task<InMemoryStore> OpenAsync(IClock? clock = null)
    {
        var store = new InMemoryStore(clock);
        await store.EnsureSchemaAsync(Model, SchemaMode.Verify, CancellationToken.None);
        return store;
    }

    private static CommitBatch Adding(params ReadOnlySpan<Memo> memos)
    {
        var writes = new List<RecordWrite>();
        foreach (Memo memo in memos)
        {
            writes.Add(new RecordWrite(Kind, memo.Id, 0, memo));
        }

        return new CommitBatch(Tenant, RecordId.New().Value, new ActorId("test"), Instant.FromUtc(2026, 5, 4, 12, 0), writes);
    }

    private static KindModel MemoKind()
    {
        var kind = new KindBuilder<Memo>(Kind.Name, static memo => memo.Id);
        kind.Text("text", static memo => memo.Text, indexed: true);
        return kind.SerialisedBy(MemoJson.Default.Memo);
    }

    internal sealed record Memo(RecordId Id, string? Text, [property: JsonIgnore] string? NotKept);

    [JsonSerializable(typeof(Memo))]
    private sealed partial class MemoJson : JsonSerializerContext;
}
