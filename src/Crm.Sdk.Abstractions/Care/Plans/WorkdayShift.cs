namespace Crm.Sdk.Care;

/// <summary>Where an occasion goes that falls on a day of rest in China, make-up workdays being workdays.</summary>
public enum WorkdayShift
{
    /// <summary>To the last workday before.</summary>
    Before,

    /// <summary>To the next workday.</summary>
    After,
}
