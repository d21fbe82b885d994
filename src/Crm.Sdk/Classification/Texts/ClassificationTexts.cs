using System.Globalization;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>Turns reasons, dimensions and labels into text for people, from the catalogues that plugins contribute.</summary>
/// <remarks>A text that there is not in the wanted language is taken in English; where there is none at all, the code stands for itself. Thread-safe.</remarks>
/// <param name="extensions">The contributions of plugins; of two catalogues with one code, the first in their order has it.</param>
public sealed class ClassificationTexts(IExtensions extensions)
{
    private static readonly CultureInfo English = TextCulture.Of("en");

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

    /// <summary>Why a customer has no label, as a sentence.</summary>
    /// <param name="code">The code, as of <see cref="Verdict.NoneCode"/>.</param>
    /// <param name="culture">The language.</param>
    public string OfCode(string code, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(code);
        return Find(code, culture) ?? code;
    }

    /// <summary>The name of a dimension.</summary>
    /// <param name="dimension">The dimension, such as <c>value-tier</c>.</param>
    /// <param name="culture">The language.</param>
    public string OfDimension(string dimension, CultureInfo culture) => OfCode(dimension, culture);

    /// <summary>The name of a label.</summary>
    /// <param name="dimension">The dimension, such as <c>value-tier</c>.</param>
    /// <param name="label">The label, such as <c>high</c>.</param>
    /// <param name="culture">The language.</param>
    public string OfLabel(string dimension, string label, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(label);
        return Find($"{dimension}.{label}", culture) ?? label;
    }

    private string? Find(string code, CultureInfo culture)
    {
        foreach (CultureInfo language in (ReadOnlySpan<CultureInfo>)[culture, English])
        {
            foreach (Extension<ITextCatalogue> catalogue in extensions.All<ITextCatalogue>())
            {
                if (catalogue.Instance.Find(code, language) is { } text)
                {
                    return text;
                }
            }
        }

        return null;
    }
}
