using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How many points rules with caps have given to a member, by day, by month and in all, and to all members together. Used by one thread.</summary>
/// <remarks>Memory grows with the days on which a member earned by capped rules.</remarks>
/// <param name="programme">What was given to all members, by rule; shared by the members of a run.</param>
internal sealed class EarningTally(Dictionary<string, long> programme)
{
    private readonly Dictionary<(string Rule, EarningCapScope Scope, LocalDate From), long> _given = [];

    public long Given(string rule, EarningCapScope scope, LocalDate day) => scope switch
    {
        EarningCapScope.Document => 0,
        EarningCapScope.Programme => programme.GetValueOrDefault(rule),
        _ => _given.GetValueOrDefault((rule, scope, FirstOf(scope, day))),
    };

    /// <summary>Counts points of a document.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="day">The document's day.</param>
    /// <param name="points">How many; below 0 for what is counted anew.</param>
    /// <param name="isRecalled">Whether the document was settled before, so that the count of all members has it already.</param>
    public void Add(EarningRule rule, LocalDate day, long points, bool isRecalled)
    {
        foreach (EarningCap cap in rule.Caps)
        {
            if (cap.Scope is EarningCapScope.Day or EarningCapScope.Month or EarningCapScope.Member)
            {
                var key = (rule.Code, cap.Scope, FirstOf(cap.Scope, day));
                _given[key] = _given.GetValueOrDefault(key) + points;
            }
            else if (cap.Scope == EarningCapScope.Programme && !isRecalled)
            {
                programme[rule.Code] = programme.GetValueOrDefault(rule.Code) + points;
            }
        }
    }

    /// <summary>Counts what the rules of a programme gave for a document.</summary>
    /// <param name="plan">The programme.</param>
    /// <param name="day">The document's day.</param>
    /// <param name="earning">What it earned; null for nothing.</param>
    /// <param name="sign">1, or -1 to take the count back.</param>
    /// <param name="isRecalled">As above.</param>
    public void Add(EarningPlan plan, LocalDate day, PointsEarning? earning, int sign, bool isRecalled = false)
    {
        foreach (IGrouping<string, EarningPart> parts in (earning?.Parts ?? []).GroupBy(static part => part.Rule))
        {
            if (plan.Programme.Earning.FirstOrDefault(rule => rule.Code == parts.Key) is { } rule)
            {
                Add(rule, day, sign * parts.Sum(static part => part.Points), isRecalled);
            }
        }
    }

    private static LocalDate FirstOf(EarningCapScope scope, LocalDate day) => scope switch
    {
        EarningCapScope.Day => day,
        EarningCapScope.Month => new LocalDate(day.Year, day.Month, 1),
        _ => default,
    };
}
