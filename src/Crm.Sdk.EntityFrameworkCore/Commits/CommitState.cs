using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>What the database holds of the records and keys that a batch names: what the batch is judged by.</summary>
/// <remarks>Used by one thread.</remarks>
public sealed class CommitState
{
    private readonly Dictionary<RecordRef, long> _versions = [];
    private readonly Dictionary<UniqueKey, RecordId> _holders = [];

    /// <summary>Notes the version of a record that exists.</summary>
    public void SetVersion(RecordKind kind, RecordId id, long version) => _versions[new RecordRef(kind, id)] = version;

    /// <summary>Notes who holds one of the claimed keys: a row that was found by the key's columns. Values that are not claimed are ignored.</summary>
    /// <param name="claims">The claims that were asked for.</param>
    /// <param name="values">The row's values of the key's columns.</param>
    /// <param name="holder">The row's id.</param>
    public void SetHolder(ClaimedKeys claims, ValueList<FieldValue> values, RecordId holder)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (claims.Find(values) is { } key)
        {
            _holders[key] = holder;
        }
    }

    /// <summary>What speaks against a batch, or null.</summary>
    public CommitResult? Conflict(CommitBatch batch) => BatchRules.Conflict(
        batch,
        record => _versions.GetValueOrDefault(record),
        key => _holders.TryGetValue(key, out RecordId holder) ? holder : null);
}
