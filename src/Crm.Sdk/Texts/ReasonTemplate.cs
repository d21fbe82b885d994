using System.Globalization;

namespace Crm.Sdk.Texts;

/// <summary>The text of a reason's code in one language, taken apart once: literal parts, and between them which argument stands there.</summary>
/// <remarks>Immutable and thread-safe. It knows <c>{0}</c> and the escapes <c>{{</c> and <c>}}</c>; <see cref="Parse"/> answers null for anything else.</remarks>
internal sealed class ReasonTemplate
{
    private readonly (string Literal, int Argument)[] _parts;
    private readonly int _arguments;

    private ReasonTemplate((string, int)[] parts)
    {
        _parts = parts;
        _arguments = parts.Max(static part => part.Item2) + 1;
    }

    /// <summary>The literals, each with the argument behind it, −1 for none.</summary>
    public ReadOnlySpan<(string Literal, int Argument)> Parts => _parts;

    /// <summary>Whether a reason has all the arguments that the text refers to.</summary>
    public bool Takes(int arguments) => arguments >= _arguments;

    public static ReasonTemplate? Parse(string text)
    {
        List<(string, int)> parts = [];
        var literal = new System.Text.StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
            }
            else if (i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{' && text.IndexOf('}', i) is > 0 and var end && int.TryParse(text.AsSpan(i + 1, end - i - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int argument))
            {
                parts.Add((literal.ToString(), argument));
                literal.Clear();
                i = end;
            }
            else
            {
                return null;
            }
        }

        parts.Add((literal.ToString(), -1));
        return new ReasonTemplate([.. parts]);
    }
}
