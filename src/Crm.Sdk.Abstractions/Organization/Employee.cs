using NodaTime;

namespace Crm.Sdk.Organization;

/// <summary>An employee, 员工: who owns customers, visits them, and answers for tasks (CU-7).</summary>
/// <remarks>An employee who left keeps the record, so that what he did stays readable. Immutable; thread-safe.</remarks>
public sealed record Employee
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of a name, in UTF-16 units.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The employee's id.</summary>
    public required EmployeeId Id { get; init; }

    /// <summary>The key by which customers, tasks and interactions name the employee; unique within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The name as it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address at work.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number at work, in E.164 where it could be read so.</summary>
    public string? Phone { get; init; }

    /// <summary>What the employee is, such as sales manager.</summary>
    public string? Title { get; init; }

    /// <summary>The team.</summary>
    public string? Team { get; init; }

    /// <summary>The territory the employee works in.</summary>
    public string? Territory { get; init; }

    /// <summary>The key of the employee who is the superior.</summary>
    public string? Manager { get; init; }

    /// <summary>The first day of employment; null where it is not known.</summary>
    public LocalDate? ActiveFrom { get; init; }

    /// <summary>The last day of employment; null while it goes on.</summary>
    public LocalDate? ActiveUntil { get; init; }

    /// <summary>The zone in which days are planned and calendars written, an id of the IANA database; the tenant's where null.</summary>
    public string? Zone { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether the employee is employed on a day.</summary>
    public bool IsActiveOn(LocalDate day) => DaySpan.Holds(ActiveFrom, ActiveUntil, day);

    /// <summary>A new employee.</summary>
    /// <param name="key">The key by which others name the employee.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="CrmException">CRM1002: one of them is empty, too long, or has characters that cannot be kept.</exception>
    public static Employee Of(string key, string name) => new()
    {
        Id = EmployeeId.New(),
        Key = CanonicalText.Require(key, MaxKeyLength, "employee.key"),
        Name = CanonicalText.Require(name, MaxNameLength, "employee.name"),
    };

    internal void Check()
    {
        Require.NotEmpty(Key, "employee.key");
        Require.That(Manager is null || Manager != Key, "employee.manager", $"'{Key}' cannot be his own superior");
        Require.InOrder(ActiveFrom, ActiveUntil, "employee.active-until");
        Require.Zone(Zone, "employee.zone");
    }
}
