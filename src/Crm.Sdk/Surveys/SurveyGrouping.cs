namespace Crm.Sdk.Surveys;

/// <summary>By what a report divides answers.</summary>
public enum SurveyGrouping
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By the product they are about.</summary>
    Product,

    /// <summary>By the person who served.</summary>
    Employee,
}
