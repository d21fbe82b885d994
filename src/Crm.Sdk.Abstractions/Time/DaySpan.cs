using NodaTime;

namespace Crm.Sdk;

/// <summary>Spans of days of which either end may be open, and both ends belong to it.</summary>
internal static class DaySpan
{
    public static bool Holds(LocalDate? first, LocalDate? last, LocalDate day) => (first is null || first <= day) && (last is null || day <= last);
}
