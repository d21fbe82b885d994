namespace Crm.Sdk.Customers;

/// <summary>The calendar in which a birthday is kept and celebrated.</summary>
public enum BirthCalendar
{
    /// <summary>The Gregorian calendar, 公历.</summary>
    Gregorian,

    /// <summary>The Chinese lunisolar calendar, 农历.</summary>
    ChineseLunar,
}
