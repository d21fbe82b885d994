namespace Crm.Sdk.Surveys;

/// <summary>Into which stretches of time a report divides answers.</summary>
public enum SurveyPeriod
{
    /// <summary>One for all.</summary>
    Whole,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks from Monday to Sunday.</summary>
    Week,

    /// <summary>Months.</summary>
    Month,

    /// <summary>Quarters.</summary>
    Quarter,

    /// <summary>Years.</summary>
    Year,
}
