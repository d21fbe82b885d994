using System.Globalization;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>The texts of the rule's reasons, dimension and labels, in English and Chinese.</summary>
public sealed class ScorecardTexts : ITextCatalogue
{
    private readonly JsonTexts _texts = JsonTexts.Embedded(typeof(ScorecardTexts).Assembly);

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture) => _texts.Find(code, culture);
}
