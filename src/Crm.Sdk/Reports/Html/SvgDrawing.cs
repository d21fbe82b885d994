using System.Globalization;
using System.Text;

namespace Crm.Sdk.Reports;

/// <summary>Writes one inline drawing. Colours come from the page's style by class name, so that light, dark and print need one drawing.</summary>
/// <remarks>Coordinates are in pixels of the drawing, from its top left corner. Used by one thread.</remarks>
internal sealed class SvgDrawing(HtmlBuilder html, string title, string description, string idPrefix)
{
    public void Begin(double width, double height)
    {
        html.Start("svg");
        html.Attribute("viewBox", $"0 0 {Number(width)} {Number(height)}");
        html.Attribute("role", "img");
        html.Attribute("aria-labelledby", $"{idPrefix}-t {idPrefix}-d");
        html.Start("title").Attribute("id", $"{idPrefix}-t").Text(title).End();
        html.Start("desc").Attribute("id", $"{idPrefix}-d").Text(description).End();
    }

    public void End() => html.End();

    public void Line(double x1, double y1, double x2, double y2, string style) => html
        .Start("line").Attribute("class", style)
        .Attribute("x1", Number(x1)).Attribute("y1", Number(y1)).Attribute("x2", Number(x2)).Attribute("y2", Number(y2)).End();

    public void Rect(double x, double y, double width, double height, string style, double radius, string? tip = null, double? opacity = null)
    {
        html.Start("rect").Attribute("class", style)
            .Attribute("x", Number(x)).Attribute("y", Number(y)).Attribute("width", Number(Math.Max(0, width))).Attribute("height", Number(Math.Max(0, height)))
            .Attribute("rx", Number(radius));
        if (opacity is { } visible)
        {
            html.Attribute("fill-opacity", Number(visible));
        }

        Tip(tip);
        html.End();
    }

    public void Circle(double x, double y, double radius, string style, string? tip = null)
    {
        html.Start("circle").Attribute("class", style).Attribute("cx", Number(x)).Attribute("cy", Number(y)).Attribute("r", Number(radius));
        Tip(tip);
        html.End();
    }

    public void Text(double x, double y, string text, string style, TextAnchor anchor, string? tip = null)
    {
        html.Start("text").Attribute("class", style).Attribute("x", Number(x)).Attribute("y", Number(y));
        if (anchor != TextAnchor.Start)
        {
            html.Attribute("text-anchor", anchor == TextAnchor.Middle ? "middle" : "end");
        }

        if (tip is not null && tip != text)
        {
            Tip(tip);
        }

        html.Text(text).End();
    }

    /// <summary>A text that is read from below, centred on its point.</summary>
    public void Upright(double x, double y, string text, string style) => html
        .Start("text").Attribute("class", style).Attribute("text-anchor", "middle").Attribute("transform", $"translate({Number(x)} {Number(y)}) rotate(-90)").Text(text).End();

    public void Polyline(IEnumerable<(double X, double Y)> points, string style) => html.Start("path").Attribute("class", style).Attribute("d", Path(points)).End();

    /// <summary>The area between a line and a base.</summary>
    public void Area(IEnumerable<(double X, double Y)> points, double floor, string style)
    {
        (double X, double Y)[] all = [.. points];
        html.Start("path").Attribute("class", style)
            .Attribute("d", $"{Path(all)}L{Number(all[^1].X)} {Number(floor)}L{Number(all[0].X)} {Number(floor)}Z").End();
    }

    private static string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(x)).Append(' ').Append(Number(y));
        }

        return path.ToString();
    }

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.##", CultureInfo.InvariantCulture) : "0";

    private void Tip(string? tip)
    {
        if (tip is not null)
        {
            html.Start("title").Text(tip).End();
        }
    }
}
