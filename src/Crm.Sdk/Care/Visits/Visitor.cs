using Crm.Sdk.Organization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A member of a team with the open tasks of each day.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Visitor(Employee employee)
{
    private readonly Dictionary<LocalDate, int> _days = [];

    public Employee Employee => employee;

    /// <summary>How many open tasks there are, those without a day among them.</summary>
    public int Load { get; private set; }

    public void Add(LocalDate? day, int count = 1)
    {
        Load += count;
        if (day is { } on)
        {
            _days[on] = On(on) + count;
        }
    }

    public int On(LocalDate day) => _days.GetValueOrDefault(day);
}
