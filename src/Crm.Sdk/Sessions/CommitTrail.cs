using System.Text;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Makes what every commit leaves behind: revisions, one audit entry, events. Sessions and bulk writers share it.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class CommitTrail
{
    private readonly IPersonalDataProtector _protector;
    private readonly AuditHasher _hasher;
    private readonly RecordDiff _diff;

    /// <summary>Makes a trail writer.</summary>
    public CommitTrail(IPersonalDataProtector protector, AuditHasher hasher)
    {
        _protector = protector;
        _hasher = hasher;
        _diff = new RecordDiff(protector);
    }

    /// <summary>The revision of a change or a removal, or null where nothing differs.</summary>
    /// <param name="stamp">The commit.</param>
    /// <param name="model">The record's kind.</param>
    /// <param name="before">The committed entity.</param>
    /// <param name="after">The new entity, or null for a removal.</param>
    /// <param name="version">The version after the change; the last version for a removal.</param>
    public Revision? Revision(CommitStamp stamp, KindModel model, object before, object? after, long version)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        ArgumentNullException.ThrowIfNull(model);
        List<FieldChange> changes = _diff.Changes(stamp.Tenant, model, before, after);
        return changes.Count == 0 ? null : new Revision
        {
            Id = RecordId.New(),
            Record = new RecordRef(model.Kind, model.IdOf(before)),
            Version = version,
            Type = after is null ? RevisionType.Removed : RevisionType.Changed,
            At = stamp.At,
            By = stamp.Actor,
            CommitId = new RecordId(stamp.CommitId),
            Run = stamp.Run,
            Reason = stamp.Reason,
            Changes = changes.ToValueList(),
        };
    }

    /// <summary>The audit entry of a commit.</summary>
    /// <param name="stamp">The commit.</param>
    /// <param name="action">What was done.</param>
    /// <param name="count">How many records were written.</param>
    /// <param name="records">The records; none for a bulk write.</param>
    public AuditEntry Audit(CommitStamp stamp, string action, long count, ValueList<AuditedRecord> records)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        var entry = new AuditEntry
        {
            Id = RecordId.New(),
            At = stamp.At,
            By = stamp.Actor,
            CommitId = new RecordId(stamp.CommitId),
            Action = action,
            Count = count,
            Records = records,
            Hash = string.Empty,
        };
        return entry with { Hash = _hasher.Hash(stamp.Tenant, entry) };
    }

    /// <summary>An event as it is stored, its data sealed where it is personal.</summary>
    public StoredEvent Event(CommitStamp stamp, CrmEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        ArgumentNullException.ThrowIfNull(domainEvent);
        bool seal = domainEvent is { IsPersonal: true, Data: not null, Customer: not null };
        return new StoredEvent
        {
            Id = RecordId.New(),
            Type = domainEvent.Type,
            Customer = domainEvent.Customer,
            At = stamp.At,
            By = stamp.Actor,
            CommitId = new RecordId(stamp.CommitId),
            Data = seal ? null : domainEvent.Data,
            Sealed = seal ? _protector.Seal(stamp.Tenant, domainEvent.Customer!.Value, Encoding.UTF8.GetBytes(domainEvent.Data!)) : null,
        };
    }
}
