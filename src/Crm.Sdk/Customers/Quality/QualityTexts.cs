using System.Globalization;
using Crm.Sdk.Classification;

namespace Crm.Sdk.Customers;

/// <summary>Puts findings about archives into words: fields by their titles, reasons as sentences.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="texts">The texts of the SDK and its plugins.</param>
public sealed class QualityTexts(CrmTexts texts)
{
    /// <summary>The title of a field, such as <c>phone</c> or <c>attr.work.employer</c>.</summary>
    /// <param name="field">The field.</param>
    /// <param name="culture">The language.</param>
    public string OfField(string field, CultureInfo culture) => Find(field, culture) ?? field;

    /// <summary>The title of a facet.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="culture">The language.</param>
    public string OfFacet(string facet, CultureInfo culture) => texts.Find($"facet.{facet}", culture) ?? facet;

    /// <summary>A finding's reason as a sentence.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="culture">The language, and how numbers are written.</param>
    public string Of(QualityFinding finding, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return texts.Of(
            finding.Reason with { Args = finding.Reason.Args.Select(arg => arg.Kind == ReasonArgKind.Text && Find(arg.Text, culture) is { } title ? (ReasonArg)title : arg).ToValueList() },
            culture);
    }

    /// <summary>The title of a task that asks for fields.</summary>
    internal string AskFor(string fields, CultureInfo culture) => texts.Of(new Reason("quality.ask", [fields]), culture);

    private string? Find(string field, CultureInfo culture) => field.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal)
        ? texts.Find($"attribute.{field[AttributeDefinition.Prefix.Length..]}", culture)
        : texts.Find($"field.{field}", culture);
}
