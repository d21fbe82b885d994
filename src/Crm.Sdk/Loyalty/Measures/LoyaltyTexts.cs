using System.Globalization;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Loyalty;

/// <summary>Turns the reasons of assessments of loyalty into text for people; codes among their arguments are written by their titles.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="texts">The texts.</param>
public sealed class LoyaltyTexts(CrmTexts texts)
{
    private static readonly CodeTexts Titles = new();

    /// <summary>A reason as a sentence.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="culture">The language.</param>
    public string Of(Reason reason, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(reason);
        ArgumentNullException.ThrowIfNull(culture);
        return texts.Of(reason with { Args = reason.Args.Select(arg => arg.Kind == ReasonArgKind.Text ? ReasonArg.FromString(Codes(arg.Text, culture)) : arg).ToValueList() }, culture);
    }

    private string Codes(string codes, CultureInfo culture) => string.Join(
        culture.TwoLetterISOLanguageName == "zh" ? "、" : ", ",
        codes.Split(", ").Select(code => Titles.Find(code, culture) ?? texts.Find(code, culture) ?? code[(code.IndexOf('.', StringComparison.Ordinal) + 1)..]));
}
