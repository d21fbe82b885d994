using System.Text;
using System.Xml;

namespace Crm.Sdk.Reports;

/// <summary>Builds a part of a page that is HTML and well-formed XML at once. Every text and attribute is encoded; what cannot stand in a page is replaced.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class HtmlBuilder
{
    private const char Replacement = '\uFFFD';

    private static readonly XmlWriterSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        OmitXmlDeclaration = true,
        NewLineHandling = NewLineHandling.Entitize,
    };

    private static readonly HashSet<string> Void = ["meta", "br", "link", "hr", "col", "img"];

    private readonly StringBuilder _built = new();
    private readonly XmlWriter _xml;
    private readonly Stack<string> _open = new();

    public HtmlBuilder() => _xml = XmlWriter.Create(_built, Settings);

    public HtmlBuilder Start(string element, string? style = null)
    {
        _xml.WriteStartElement(element);
        _open.Push(element);
        return style is null ? this : Attribute("class", style);
    }

    public HtmlBuilder Attribute(string name, string value)
    {
        _xml.WriteAttributeString(name, Clean(value));
        return this;
    }

    public HtmlBuilder Text(string text)
    {
        _xml.WriteString(Clean(text));
        return this;
    }

    /// <summary>Writes a style sheet of our own as it stands.</summary>
    public HtmlBuilder Style(string css)
    {
        _xml.WriteStartElement("style");
        _xml.WriteRaw(css);
        _xml.WriteFullEndElement();
        return this;
    }

    public HtmlBuilder End()
    {
        if (Void.Contains(_open.Pop()))
        {
            _xml.WriteEndElement();
        }
        else
        {
            _xml.WriteFullEndElement(); // HTML reads <div/> as an open div
        }

        return this;
    }

    public HtmlBuilder Element(string element, string text, string? style = null) => Start(element, style).Text(text).End();

    /// <summary>What was built since the last call. Elements may still be open.</summary>
    public string Take()
    {
        _xml.Flush();
        string built = _built.ToString();
        _built.Clear();
        return built;
    }

    // Characters that XML forbids, lone surrogates among them, may come in with a name.
    private static string Clean(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!Allowed(text, i, out int length))
            {
                return Replaced(text);
            }

            i += length - 1;
        }

        return text;
    }

    private static string Replaced(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (Allowed(text, i, out int length))
            {
                clean.Append(text, i, length);
                i += length - 1;
            }
            else
            {
                clean.Append(Replacement);
            }
        }

        return clean.ToString();
    }

    private static bool Allowed(string text, int index, out int length)
    {
        length = 1;
        if (XmlConvert.IsXmlChar(text[index]))
        {
            return true;
        }

        length = 2;
        return index + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]);
    }
}
