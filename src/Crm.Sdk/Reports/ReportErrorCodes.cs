namespace Crm.Sdk.Reports;

/// <summary>The stable codes of errors of reports.</summary>
public static class ReportErrorCodes
{
    /// <summary>A report was asked for in a language that it has no texts in.</summary>
    public const string UnknownLanguage = "CRM3801";
}
