using System.Globalization;
using System.Text;

namespace Crm.Sdk.Reports;

/// <summary>Writes a report as one self-contained HTML page: style and drawings inline, no script, nothing loaded from anywhere.</summary>
/// <remarks>
/// The page follows the reader's light or dark setting, prints, and reads without the drawings: each has a title, a description and its figures as a table.
/// It is well-formed XML too. All texts of the report are encoded, so that a customer's name cannot become markup; the page's own policy forbids scripts and
/// loading besides. Thread-safe.
/// </remarks>
public static class HtmlReport
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";
    private const int LeastChartsOfFlow = 3;
    private const int MostColumnsOfHalf = 4;
    private static readonly Lazy<string> Css = new(ReadStyle);

    /// <summary>Writes the page, section by section: no more than one section is held in memory.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; give it UTF-8, which the page declares. It stays open.</param>
    /// <param name="cancellationToken">Stops between sections.</param>
    public static async Task WriteAsync(Report report, TextWriter writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        ReportTexts texts = report.Language.Texts;
        var html = new HtmlBuilder();
        await writer.WriteAsync("<!DOCTYPE html>\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        html.Start("html").Attribute("lang", report.Language.Tag);
        Head(html, report);
        html.Start("body").Start("main");
        Opening(html, report);
        await FlushAsync().ConfigureAwait(false);
        for (int i = 0; i < report.Sections.Count; i++)
        {
            Section(html, report.Sections[i], i + 1, texts);
            await FlushAsync().ConfigureAwait(false);
        }

        Closing(html, report, texts);
        html.End().End().End();
        await FlushAsync().ConfigureAwait(false);
        await writer.WriteAsync("\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);

        Task FlushAsync() => writer.WriteAsync(html.Take().AsMemory(), cancellationToken);
    }

    private static void Head(HtmlBuilder html, Report report)
    {
        html.Start("head");
        html.Start("meta").Attribute("charset", "utf-8").End();
        html.Start("meta").Attribute("name", "viewport").Attribute("content", "width=device-width, initial-scale=1").End();
        html.Start("meta").Attribute("http-equiv", "Content-Security-Policy").Attribute("content", Policy).End();
        html.Element("title", report.Title);
        html.Style(Css.Value);
        html.End();
    }

    private static void Opening(HtmlBuilder html, Report report)
    {
        html.Start("header");
        if (report.Kicker is { } kicker)
        {
            html.Element("p", kicker, "kicker");
        }

        html.Element("h1", report.Title);
        if (report.Summary is { } summary)
        {
            html.Element("p", summary, "summary");
        }

        html.End();
        if (report.Figures.Count > 0)
        {
            html.Start("dl", "figures");
            foreach (KeyFigure figure in report.Figures)
            {
                html.Start("div").Element("dt", figure.Label).Element("dd", figure.Value, "value");
                if (figure.Note is { } note)
                {
                    html.Element("dd", note, "note");
                }

                html.End();
            }

            html.End();
        }
    }

    private static void Section(HtmlBuilder html, ReportSection section, int number, ReportTexts texts)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"s{number}");
        html.Start("section").Attribute("aria-labelledby", id);
        html.Start("h2").Attribute("id", id).Text(section.Title).End();
        if (section.Lead is { } lead)
        {
            html.Element("p", lead, "lead");
        }

        bool flows = section.Charts.Count >= LeastChartsOfFlow && section.Charts.All(chart => !chart.IsWide);
        html.Start("div", flows ? "flow" : "charts");
        for (int i = 0; i < section.Charts.Count; i++)
        {
            Figure(html, section.Charts[i], string.Create(CultureInfo.InvariantCulture, $"{id}c{i + 1}"), texts);
        }

        foreach (ReportTable table in section.Tables)
        {
            html.Start("div", table.Columns.Count > MostColumnsOfHalf ? "table wide" : "table");
            Table(html, table);
            html.End();
        }

        html.End().End();
    }

    private static void Figure(HtmlBuilder html, ReportChart chart, string id, ReportTexts texts)
    {
        html.Start("figure", chart.IsWide ? "wide" : null);
        html.Start("figcaption").Element("h3", chart.Title);
        if (chart.Note is { } note)
        {
            html.Element("p", note);
        }

        html.End();
        if (chart.IsEmpty)
        {
            html.Element("p", texts["nothing"], "nothing").End();
            return;
        }

        html.Start("div", "drawing");
        chart.Draw(new SvgDrawing(html, chart.Title, chart.Note ?? texts["see-table"], id), texts);
        html.End();
        html.Start("details").Element("summary", texts["figures"]);
        html.Start("div", "table");
        Table(html, chart.ToTable(texts));
        html.End().End().End();
    }

    private static void Table(HtmlBuilder html, ReportTable table)
    {
        html.Start("table").Element("caption", table.Caption);
        html.Start("thead").Start("tr");
        foreach (string column in table.Columns)
        {
            html.Start("th").Attribute("scope", "col").Text(column).End();
        }

        html.End().End().Start("tbody");
        foreach (ValueList<string> row in table.Rows)
        {
            html.Start("tr");
            for (int i = 0; i < Math.Min(row.Count, table.Columns.Count); i++)
            {
                if (i == 0)
                {
                    html.Start("th").Attribute("scope", "row").Text(row[i]).End();
                }
                else
                {
                    html.Element("td", row[i]);
                }
            }

            for (int i = row.Count; i < table.Columns.Count; i++)
            {
                html.Element("td", string.Empty);
            }

            html.End();
        }

        html.End().End();
    }

    private static void Closing(HtmlBuilder html, Report report, ReportTexts texts)
    {
        html.Start("footer");
        if (report.Definitions.Count > 0)
        {
            html.Element("h2", texts["definitions"]);
            html.Start("dl");
            foreach (ReportDefinition definition in report.Definitions)
            {
                html.Start("div").Element("dt", definition.Term).Element("dd", definition.Meaning).End();
            }

            html.End();
        }

        html.Element("p", texts["made-with"], "colophon").End();
    }

    private static string ReadStyle()
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("reports.css")
            ?? throw new InvalidOperationException("The assembly lacks its embedded style sheet report.css.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
