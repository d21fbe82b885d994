using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Timelines;

/// <summary>Turns the titles of timelines into text for people, from the SDK's texts and the catalogues that plugins contribute.</summary>
/// <remarks>A text that there is not in the wanted language is taken in English; where there is none at all, the code stands for itself. Thread-safe.</remarks>
/// <param name="extensions">The contributions of plugins; they are asked before the SDK's own texts.</param>
public sealed class TimelineTexts(IExtensions extensions)
{
    private static readonly CultureInfo English = TextCulture.Of("en");

    private static readonly JsonTexts Own = JsonTexts.Embedded(typeof(TimelineTexts).Assembly, "timelines.");

    private static readonly CodeTexts Codes = new();

    private readonly CrmTexts _texts = new(extensions);

    /// <summary>The title of an entry.</summary>
    /// <param name="item">How the entry shows.</param>
    /// <param name="culture">The language, and how numbers are written.</param>
    public string Of(TimelineItem item, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(culture);
        if (Find(item.Code, culture) is { } text)
        {
            try
            {
                return string.Format(culture, text, [.. item.Args.Select(arg => new TitleArg(arg, culture, this))]);
            }
            catch (FormatException)
            {
                // The text refers to an argument that the item does not have: what is there still says more than nothing.
            }
        }

        return item.Args.IsEmpty ? item.Code : $"{item.Code} ({string.Join(", ", item.Args.Select(arg => arg.ToString(culture)))})";
    }

    private string? Find(string code, CultureInfo culture) => _texts.Find(code, culture) ?? Codes.Find(code, culture) ?? Own.Find(code, culture) ?? Own.Find(code, English);

    /// <summary>An argument that is written as <c>{0}</c> as it is, and as <c>{0:text}</c> as the texts of the codes in it.</summary>
    private sealed class TitleArg(ReasonArg arg, CultureInfo culture, TimelineTexts texts) : IFormattable
    {
        public string ToString(string? format, IFormatProvider? formatProvider) => format == "text"
            ? string.Join(culture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", arg.ToString(culture).Split(", ").Select(code => texts.Find(code, culture) ?? code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..]))
            : arg.ToString(culture);
    }
}
