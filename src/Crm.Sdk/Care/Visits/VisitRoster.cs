using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Distributes tasks over a team by the rule of <see cref="CareAssignment"/>. Of members who may take all of them, the loads lie in the end at most as far apart as in the beginning, or by one.</summary>
/// <remarks>Not thread-safe. What was given since the last <see cref="Keep"/> is taken back by <see cref="Undo"/>, as when a page is planned again.</remarks>
internal sealed class VisitRoster(IEnumerable<Visitor> visitors, int perDay)
{
    private const int Farthest = 60; // days; what finds no place by then waits for the next run

    private readonly Visitor[] _visitors = [.. visitors.OrderBy(static visitor => visitor.Employee.Key, StringComparer.Ordinal)];
    private readonly List<(Visitor Visitor, LocalDate Day)> _given = [];

    /// <summary>Gives a task away.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="except">The key of who is not to have it, or null.</param>
    /// <returns>Who has it and on which day; null where nobody has a place.</returns>
    public (Visitor Visitor, LocalDate Day)? Assign(LocalDate from, string? except)
    {
        foreach (Visitor visitor in _visitors.Where(visitor => visitor.Employee.Key != except).OrderBy(static visitor => visitor.Load)) // stable: keys decide among equals
        {
            if (FreeDay(visitor, from) is { } day)
            {
                visitor.Add(day);
                _given.Add((visitor, day));
                return (visitor, day);
            }
        }

        return null;
    }

    public void Keep() => _given.Clear();

    public void Undo()
    {
        foreach ((Visitor visitor, LocalDate day) in _given)
        {
            visitor.Add(day, -1);
        }

        _given.Clear();
    }

    private LocalDate? FreeDay(Visitor visitor, LocalDate from)
    {
        for (int ahead = 0; ahead <= Farthest; ahead++)
        {
            LocalDate day = from.PlusDays(ahead);
            if (ChineseWorkdays.IsWorkday(day) && visitor.On(day) < perDay && visitor.Employee.IsActiveOn(day))
            {
                return day;
            }
        }

        return null;
    }
}
