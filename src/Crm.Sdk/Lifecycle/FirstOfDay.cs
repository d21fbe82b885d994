using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>The first record of each day of each customer of a batch, which is all that a walk asks for.</summary>
internal sealed class FirstOfDay(LifecycleFactRequest request, string type, RecordKind kind)
{
    private readonly Dictionary<(int Place, LocalDate Day), (Instant At, RecordId Id)> _first = [];

    public void Add(int place, Instant at, RecordId id)
    {
        (int, LocalDate) day = (place, request.AsOf.DateOf(at));
        (Instant, RecordId) found = (at, id);
        if (!_first.TryGetValue(day, out (Instant, RecordId) first) || found.CompareTo(first) < 0)
        {
            _first[day] = found;
        }
    }

    public void Report()
    {
        foreach (((int place, _), (Instant at, RecordId id)) in _first)
        {
            request.Report(place, new LifecycleFact(type, at, new RecordRef(kind, id)));
        }
    }
}
