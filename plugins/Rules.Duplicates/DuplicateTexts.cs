using System.Globalization;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The texts of the duplicate rules' reasons, in English and Chinese.</summary>
public sealed class DuplicateTexts : ITextCatalogue
{
    private readonly JsonTexts _texts = JsonTexts.Embedded(typeof(DuplicateTexts).Assembly);

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture) => _texts.Find(code, culture);
}
