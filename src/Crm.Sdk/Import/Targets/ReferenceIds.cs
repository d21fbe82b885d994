using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>The ids of the records that the drafts of one chunk name.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ReferenceIds
{
    private readonly Dictionary<(RecordKind Kind, string Key), RecordId> _ids = [];

    /// <summary>The id of a record that was found.</summary>
    public RecordId this[DraftReference reference] => _ids[(reference.Kind.Kind, reference.Key)];

    /// <summary>Whether a record was found.</summary>
    public bool Holds(DraftReference reference) => _ids.ContainsKey((reference.Kind.Kind, reference.Key));

    public void Add(RecordKind kind, string key, RecordId id) => _ids[(kind, key)] = id;
}
