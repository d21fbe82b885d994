using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Gathers a batch as the core's session would: the keys that a change gives up are released, those that it takes are claimed.</summary>
internal sealed class KeyedBatch(TenantId tenant)
{
    private readonly List<RecordWrite> _writes = [];
    private readonly List<RecordDelete> _deletes = [];
    private readonly List<VersionCheck> _checks = [];
    private readonly List<KeyClaim> _releases = [];
    private readonly List<KeyClaim> _claims = [];

    public KeyedBatch Add(object entity) => Write(null, 0, entity);

    public KeyedBatch Change(StoredRecord current, object entity) => Write(current.Entity, current.Version, entity);

    public KeyedBatch Write(object? before, long expectedVersion, object entity)
    {
        KindModel kind = ConformanceModel.Catalogue.Of(entity.GetType());
        RecordId id = kind.IdOf(entity);
        _writes.Add(new RecordWrite(kind.Kind, id, expectedVersion, entity));
        KeyClaim[] had = before is null ? [] : KeysOf(kind, id, before), has = KeysOf(kind, id, entity);
        _releases.AddRange(had.Except(has));
        _claims.AddRange(has.Except(had));
        return this;
    }

    public KeyedBatch Delete(StoredRecord current) => Delete(current.Entity, current.Version);

    public KeyedBatch Delete(object entity, long expectedVersion)
    {
        KindModel kind = ConformanceModel.Catalogue.Of(entity.GetType());
        return DeleteAbsent(kind, kind.IdOf(entity), expectedVersion, KeysOf(kind, kind.IdOf(entity), entity));
    }

    public KeyedBatch DeleteAbsent(KindModel kind, RecordId id, long expectedVersion, params ReadOnlySpan<KeyClaim> keys)
    {
        _deletes.Add(new RecordDelete(kind.Kind, id, expectedVersion));
        _releases.AddRange(keys);
        return this;
    }

    public KeyedBatch Check(KindModel kind, RecordId id, long expectedVersion)
    {
        _checks.Add(new VersionCheck(kind.Kind, id, expectedVersion));
        return this;
    }

    /// <summary>Releases the keys that a change takes, in the name of the record, which does not hold them: that must free nothing.</summary>
    public KeyedBatch ReleaseInVain(object? before, object entity)
    {
        KindModel kind = ConformanceModel.Catalogue.Of(entity.GetType());
        RecordId id = kind.IdOf(entity);
        _releases.AddRange(KeysOf(kind, id, entity).Except(before is null ? [] : KeysOf(kind, id, before)));
        return this;
    }

    public CommitBatch Build(Guid? commitId = null) => new(
        tenant,
        commitId ?? RecordId.New().Value,
        new ActorId("conformance"),
        Instant.FromUtc(2026, 1, 2, 3, 4, 5),
        [.. _writes],
        [.. _deletes],
        [.. _checks],
        [.. _releases],
        [.. _claims]);

    private static KeyClaim[] KeysOf(KindModel kind, RecordId id, object entity) =>
    [
        .. kind.UniqueKeys
            .Select(key => (key.Name, Value: key.ValueOf(entity)))
            .Where(static key => key.Value is not null)
            .Select(key => new KeyClaim(new UniqueKey(kind.Kind, key.Name, key.Value!), id)),
    ];
}
