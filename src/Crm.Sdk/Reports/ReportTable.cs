namespace Crm.Sdk.Reports;

/// <summary>A table of texts. The first column names the row and is set left; the others hold figures and are set right.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Columns">The headings, one a column.</param>
/// <param name="Rows">The rows; each has as many texts as there are columns, fewer where it ends early.</param>
public sealed record ReportTable(string Caption, ValueList<string> Columns, ValueList<ValueList<string>> Rows);
