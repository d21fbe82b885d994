using System.Globalization;
using Crm.Sdk;

namespace Acme.LapsingVip;

/// <summary>The texts behind the rule's codes, in English and Chinese.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LapsingVipTexts : ITextCatalogue
{
    private readonly JsonTexts _texts = JsonTexts.Embedded(typeof(LapsingVipTexts).Assembly);

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture) => _texts.Find(code, culture);
}
