using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Writes what a run or a preview of plans came to.</summary>
internal static class CareReportOutput
{
    public static Task WriteAsync(CommandContext call, string title, CareReport report) => call.Output.DocumentAsync(
        json =>
        {
            json.WriteNumber("planned", report.Planned);
            json.WriteStartArray("skipped");
            foreach (CareSkips skips in report.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("reason", skips.Reason);
                json.WriteNumber("count", skips.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        people =>
        {
            Table table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumn(string.Empty).AddColumn(new TableColumn(string.Empty).RightAligned()).HideHeaders();
            table.AddRow("planned", report.Planned.ToString("N0", call.Settings.Culture));
            foreach (CareSkips skips in report.Skipped)
            {
                table.AddRow(Markup.Escape(skips.Reason), skips.Count.ToString("N0", call.Settings.Culture));
            }

            people.Write(table);
        });
}
