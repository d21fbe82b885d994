using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>A record as a session holds it: what was read and what it is to become.</summary>
internal sealed class TrackedRecord(KindModel model, RecordId id, long version, object? original, object? current)
{
    public KindModel Model => model;

    public RecordId Id => id;

    public RecordRef Ref => new(model.Kind, id);

    /// <summary>The committed version, 0 for a record that is not committed yet.</summary>
    public long Version { get; private set; } = version;

    /// <summary>The committed entity, null for a record that is not committed yet.</summary>
    public object? Original { get; private set; } = original;

    /// <summary>The entity as the session sees it, null where it was removed.</summary>
    public object? Current { get; set; } = current;

    /// <summary>Whether the commit is to fail if another changed the record meanwhile, though the session does not change it.</summary>
    public bool IsGuarded { get; set; }

    public bool IsNew => Version == 0 && Current is not null;

    public bool IsRemoved => Current is null && Original is not null;

    public bool IsChanged => Version > 0 && Current is not null && !ReferenceEquals(Original, Current);

    public void Committed(long newVersion)
    {
        Version = newVersion;
        Original = Current;
        IsGuarded = false;
    }
}
