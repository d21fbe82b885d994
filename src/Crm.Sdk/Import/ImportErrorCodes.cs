namespace Crm.Sdk.Import;

/// <summary>The stable codes of errors of import and export. One section each in <c>docs/errors.md</c>.</summary>
public static class ImportErrorCodes
{
    /// <summary>There is no kind of that name to import or export.</summary>
    public const string UnknownKind = "CRM3001";

    /// <summary>The columns of the file do not fit: a mapped one is missing, a target is unknown, or one that is needed is not there.</summary>
    public const string BadColumns = "CRM3002";

    /// <summary>An option of an import or export is not valid.</summary>
    public const string BadOption = "CRM3003";

    /// <summary>The file is not text in UTF-8.</summary>
    public const string BadEncoding = "CRM3004";

    /// <summary>The file cannot be read as rows: it is empty, a quote is never closed, or a line is too long.</summary>
    public const string BadFile = "CRM3005";

    /// <summary>A row was refused and the import was to stop at the first.</summary>
    public const string RowRefused = "CRM3006";

    /// <summary>There is no import run of that id.</summary>
    public const string UnknownRun = "CRM3007";

    /// <summary>Another process goes on with the same run.</summary>
    public const string RunTaken = "CRM3008";

    /// <summary>Others changed the same records again and again, so that a chunk could not be written.</summary>
    public const string Unsettled = "CRM3009";
}
