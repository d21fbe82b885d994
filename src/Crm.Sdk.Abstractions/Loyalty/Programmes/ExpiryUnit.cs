namespace Crm.Sdk.Loyalty;

/// <summary>In what the life of points is counted.</summary>
public enum ExpiryUnit
{
    /// <summary>Days of the calendar.</summary>
    Day = 0,

    /// <summary>Months: the same day of the month, or its last day where it is shorter.</summary>
    Month = 1,

    /// <summary>Years: the same day of the year; 29 February becomes 28 February.</summary>
    Year = 2,
}
