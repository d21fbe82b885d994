using Crm.Sdk.History;
using NodaTime;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>When each field of a record was written last.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class FieldDates
{
    private readonly Dictionary<string, Instant> _changed = new(StringComparer.Ordinal);
    private readonly Instant _added;

    /// <summary>Gathers the dates.</summary>
    /// <param name="added">When the record was added.</param>
    /// <param name="revisions">Its revisions, in any order.</param>
    public FieldDates(Instant added, IEnumerable<Revision> revisions)
    {
        _added = added;
        foreach (Revision revision in revisions)
        {
            foreach (FieldChange change in revision.Changes)
            {
                _changed[change.Field] = _changed.TryGetValue(change.Field, out Instant at) ? Instant.Max(at, revision.At) : revision.At;
            }
        }
    }

    /// <summary>When a field was written last; attributes are written together.</summary>
    public Instant Of(string field) => _changed.GetValueOrDefault(field.StartsWith("attr.", StringComparison.Ordinal) ? "attributes" : field, _added);
}
