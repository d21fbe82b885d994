using System.Xml;
using System.Xml.Linq;
using Crm.Sdk.Reports;

namespace Crm.Sdk.Tests.Reports;

/// <summary>A written page, read back as strictly as XML is read.</summary>
internal sealed class Page
{
    private Page(string text)
    {
        Text = text;
        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader).Root!;
    }

    public string Text { get; }

    public XElement Root { get; }

    public static async Task<Page> WriteAsync(Report report)
    {
        await using var writer = new StringWriter();
        await HtmlReport.WriteAsync(report, writer, CancellationToken.None);
        return new Page(writer.ToString());
    }

    public IEnumerable<XElement> All(string element) => Root.Descendants(element);

    /// <summary>The cells of the table with a caption, row by row, the heading first.</summary>
    public string[][] Table(string caption) =>
        [.. All("table").Single(table => table.Element("caption")!.Value == caption).Descendants("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];
}
