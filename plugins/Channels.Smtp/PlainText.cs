using System.Net;
using System.Text;

namespace Crm.Sdk.Channels.Smtp;

/// <summary>The text of an HTML mail for readers that show none: tags away, blocks on lines of their own, links with their addresses.</summary>
internal static class PlainText
{
    private static readonly string[] Blocks = ["address", "article", "blockquote", "br", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "section", "table", "tr", "ul"];
    private static readonly string[] Unread = ["head", "script", "style", "title"];

    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        string? link = null;
        for (int at = 0; at < html.Length;)
        {
            int open = html.IndexOf('<', at);
            if (open < 0)
            {
                Append(text, html[at..]);
                break;
            }

            Append(text, html[at..open]);
            int close = string.CompareOrdinal(html, open, "<!--", 0, 4) == 0 ? End(html, "-->", open) : End(html, ">", open);
            string tag = html[open..close];
            at = close;
            string name = Name(tag);
            if (Unread.Contains(name) && !tag.StartsWith("</", StringComparison.Ordinal))
            {
                at = End(html, $"</{name}>", close);
            }
            else if (Blocks.Contains(name))
            {
                Break(text);
            }
            else if (name == "a")
            {
                if (link is not null)
                {
                    text.Append(" (").Append(link).Append(')');
                }

                link = tag.StartsWith("</", StringComparison.Ordinal) ? null : Href(tag);
            }
        }

        return text.ToString().Trim();
    }

    private static string Name(string tag) => new([.. tag.TrimStart('<', '/').TakeWhile(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant)]);

    private static string? Href(string tag)
    {
        int at = tag.IndexOf("href=", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at + 6 > tag.Length || tag[at + 5] is not ('"' or '\'') || tag.IndexOf(tag[at + 5], at + 6) is not (>= 0 and var end))
        {
            return null;
        }

        return WebUtility.HtmlDecode(tag[(at + 6)..end]);
    }

    private static int End(string html, string mark, int from) => html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? at + mark.Length : html.Length;

    private static void Append(StringBuilder text, string html)
    {
        foreach (char c in WebUtility.HtmlDecode(html))
        {
            bool blank = c is ' ' or '\t' or '\r' or '\n';
            if (!blank)
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] is not (' ' or '\n'))
            {
                text.Append(' ');
            }
        }
    }

    private static void Break(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        if (text.Length > 0 && text[^1] != '\n')
        {
            text.Append('\n');
        }
    }
}
