using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Crm.Sdk.TestSupport;

/// <summary>Writes a generated case so that it can be read and typed in again: texts quoted, lists spelled out.</summary>
internal static class CaseText
{
    private const int MaxElements = 200;

    public static string Of(IEnumerable<object> arguments)
    {
        var text = new StringBuilder();
        string separator = string.Empty;
        foreach (object argument in arguments)
        {
            text.Append(separator);
            Append(text, argument);
            separator = Environment.NewLine + "  ";
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                AppendQuoted(text, s);
                break;
            case char c:
                AppendQuoted(text, c.ToString());
                break;
            case double or float:
                text.Append(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture));
                break;
            case ITuple tuple:
                AppendList(text, '(', Enumerable.Range(0, tuple.Length).Select(i => tuple[i]), ')');
                break;
            case IEnumerable list when !OverridesToString(value.GetType()):
                AppendList(text, '[', list.Cast<object?>(), ']');
                break;
            case IFormattable formattable:
                text.Append(formattable.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void AppendList(StringBuilder text, char open, IEnumerable<object?> elements, char close)
    {
        text.Append(open);
        int count = 0;
        foreach (object? element in elements)
        {
            text.Append(count == 0 ? string.Empty : ", ");
            if (count++ == MaxElements)
            {
                text.Append('…');
                break;
            }

            Append(text, element);
        }

        text.Append(close);
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                _ when char.IsControl(c) || char.IsSurrogate(c) => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    private static bool OverridesToString(Type type) =>
        type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType != typeof(object);
}
