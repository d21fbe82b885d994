using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk;

/// <summary>Turns codes and reasons into text for people: from the catalogues that plugins contribute, then from the SDK's own.</summary>
/// <remarks>A text that there is not in the wanted language is taken in English; where there is none at all, the code stands for itself. Thread-safe.</remarks>
/// <param name="extensions">The contributions of plugins; of two catalogues with one code, the first in their order has it.</param>
public sealed class CrmTexts(IExtensions extensions)
{
    private static readonly CultureInfo English = TextCulture.Of("en");
    private static readonly JsonTexts Own = JsonTexts.Embedded(typeof(CrmTexts).Assembly);

    /// <summary>A reason as a sentence.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="culture">The language, and how numbers are written.</param>
    public string Of(Reason reason, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(culture);
        if (Find(reason.Code, culture) is { } text)
        {
            try
            {
                return string.Format(culture, text, [.. reason.Args.Select(arg => arg.ToString(culture))]);
            }
            catch (FormatException)
            {
                // The text refers to an argument that the reason does not have: what is there still says more than nothing.
            }
        }

        return reason.Args.IsEmpty ? reason.Code : $"{reason.Code} ({string.Join(", ", reason.Args.Select(arg => arg.ToString(culture)))})";
    }

    /// <summary>The text behind a code, or the code itself.</summary>
    /// <param name="code">The code.</param>
    /// <param name="culture">The language.</param>
    public string OfCode(string code, CultureInfo culture) => Find(code, culture) ?? code;

    /// <summary>The text behind a code in a language, in English where there is none in it, or null.</summary>
    /// <param name="code">The code.</param>
    /// <param name="culture">The language.</param>
    public string? Find(string code, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(culture);
        foreach (CultureInfo language in (ReadOnlySpan<CultureInfo>)[culture, English])
        {
            foreach (Extension<ITextCatalogue> catalogue in extensions.All<ITextCatalogue>())
            {
                if (catalogue.Instance.Find(code, language) is { } text)
                {
                    return text;
                }
            }

            if (Own.Find(code, language) is { } own)
            {
                return own;
            }
        }

        return null;
    }
}
