using System.Globalization;

namespace Crm.Sdk;

/// <summary>The titles of all built-in codes as a catalogue of texts: a code's text is found by list, dot and code, such as <c>need-channel.survey</c>.</summary>
/// <remarks>English and Chinese. Immutable and thread-safe.</remarks>
public sealed class CodeTexts : ITextCatalogue
{
    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(culture);
        int dot = code.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !(culture.Name.StartsWith("en", StringComparison.Ordinal) || culture.Name.StartsWith("zh", StringComparison.Ordinal)))
        {
            return null;
        }

        return CodeLists.Find(code[..dot]) is { } list && list.Find(code[(dot + 1)..]) is { } member ? list.TitleOf(member.Code, culture) : null;
    }
}
