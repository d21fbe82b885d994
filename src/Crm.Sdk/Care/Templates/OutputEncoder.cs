using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Care;

/// <summary>Encodes values for the text that they are put into, so that no value becomes markup of it.</summary>
internal static class OutputEncoder
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("&<>\"'`=");

    public static string Encode(MessageFormat format, string value) => format switch
    {
        MessageFormat.Html => Html(value),
        MessageFormat.Json => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value), // for the inside of a string; what stands around it is the author's
        _ => value,
    };

    /// <summary>The characters that end a text or an attribute become references; all others stay readable.</summary>
    private static string Html(string value)
    {
        if (value.AsSpan().IndexOfAny(Marks) < 0)
        {
            return value;
        }

        var encoded = new StringBuilder(value.Length + 16);
        foreach (char c in value)
        {
            _ = c switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                '`' => encoded.Append("&#96;"),
                '=' => encoded.Append("&#61;"),
                _ => encoded.Append(c),
            };
        }

        return encoded.ToString();
    }
}
