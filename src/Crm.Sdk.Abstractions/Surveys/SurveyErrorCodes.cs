namespace Crm.Sdk.Surveys;

/// <summary>The stable codes of errors of surveys (CRM6710 to CRM6719). One section each in <c>docs/errors.md</c>.</summary>
public static class SurveyErrorCodes
{
    /// <summary>There is no survey of a code.</summary>
    public const string UnknownSurvey = "CRM6710";

    /// <summary>There is no request under a key, or it is another customer's.</summary>
    public const string UnknownRequest = "CRM6711";

    /// <summary>A request was answered before.</summary>
    public const string AnsweredBefore = "CRM6712";

    /// <summary>A request can be answered no longer.</summary>
    public const string RequestClosed = "CRM6713";

    /// <summary>A survey has no such question, or not on that scale; or a question is answered twice, or not at all.</summary>
    public const string BadAnswer = "CRM6714";

    /// <summary>A report on a survey is asked for what it cannot have.</summary>
    public const string BadReport = "CRM6715";

    /// <summary>A survey's definition is no JSON, or no survey.</summary>
    public const string BadSurvey = "CRM6716";
}
