using System.Globalization;

namespace Crm.Sdk.Rules.Retail;

/// <summary>The texts of the retail rules' reasons, dimensions and labels, in English and Chinese.</summary>
public sealed class RetailTexts : ITextCatalogue
{
    private readonly JsonTexts _texts = JsonTexts.Embedded(typeof(RetailTexts).Assembly);

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture) => _texts.Find(code, culture);
}
