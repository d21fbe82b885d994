using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>What a commit is about to write.</summary>
/// <remarks>Valid during the check only.</remarks>
public sealed class PendingChanges
{
    private readonly IReadOnlyDictionary<RecordRef, TrackedRecord> _tracked;
    private readonly ModelCatalogue _catalogue;

    internal PendingChanges(IReadOnlyDictionary<RecordRef, TrackedRecord> tracked, ModelCatalogue catalogue)
    {
        _tracked = tracked;
        _catalogue = catalogue;
    }

    /// <summary>The entities of a type that are added or changed, each with what was committed before; null where it is added.</summary>
    public IEnumerable<(T? Before, T After)> Written<T>()
        where T : class => _tracked.Values
            .Where(static record => record.Current is T && (record.IsNew || record.IsChanged))
            .Select(static record => ((T?)record.Original, (T)record.Current!));

    /// <summary>A record as it will be after the commit, where the session knows it.</summary>
    /// <param name="id">The record's id.</param>
    /// <param name="after">The entity; null where the session removes it, or does not know it.</param>
    /// <returns>Whether the session knows it.</returns>
    public bool TryGet<T>(RecordId id, out T? after)
        where T : class
    {
        bool known = _tracked.TryGetValue(new RecordRef(_catalogue.Of(typeof(T)).Kind, id), out TrackedRecord? tracked);
        after = (T?)tracked?.Current;
        return known;
    }
}
