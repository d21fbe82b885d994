using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>A role of a contact person at the enterprise for a time.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Title">What the person is there, such as head of purchasing.</param>
/// <param name="Department">The department.</param>
/// <param name="Power">The part in decisions to buy.</param>
/// <param name="Since">The first day; null where it is not known.</param>
/// <param name="Until">The last day; null while it goes on.</param>
public sealed record ContactRole(string? Title, string? Department = null, DecisionPower Power = DecisionPower.Unknown, LocalDate? Since = null, LocalDate? Until = null)
{
    /// <summary>Whether the person has the role on a day.</summary>
    public bool HoldsOn(LocalDate day) => DaySpan.Holds(Since, Until, day);
}
