using System.Globalization;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The texts of the rules' reasons, dimensions and labels, in English and Chinese.</summary>
public sealed class LoyaltyRuleTexts : ITextCatalogue
{
    private readonly JsonTexts _texts = JsonTexts.Embedded(typeof(LoyaltyRuleTexts).Assembly);

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture) => _texts.Find(code, culture);
}
