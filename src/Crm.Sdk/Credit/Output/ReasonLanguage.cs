using System.Collections.Concurrent;
using System.Globalization;
using Crm.Sdk.Texts;

namespace Crm.Sdk.Credit;

/// <summary>What reasons need of one language: the titles of codes and the texts taken apart, each looked up once.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReasonLanguage
{
    private const int MostOthers = 10_000;

    private readonly CrmTexts _texts;
    private readonly ConcurrentDictionary<string, ReasonTemplate?> _templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly CodeList[] _titled;

    public ReasonLanguage(CrmTexts texts, CodeList[] titled, CultureInfo culture)
    {
        (_texts, _titled, Culture) = (texts, titled, culture);
        foreach (OpenCode code in titled.SelectMany(static list => list.Members))
        {
            _titles.TryAdd(code.Code, Find(code.Code));
        }
    }

    public CultureInfo Culture { get; }

    /// <summary>The text of a reason's code, or null where it has none that is plain.</summary>
    public ReasonTemplate? TemplateOf(string code) => _templates.GetOrAdd(code, static (code, language) => language._texts.Find(code, language.Culture) is { } text ? ReasonTemplate.Parse(text) : null, this);

    /// <summary>The title of a code: of the built-in lists, else the text that a plugin brings under the code, else the code itself.</summary>
    public string TitleOf(string code)
    {
        if (_titles.TryGetValue(code, out string? title))
        {
            return title;
        }

        title = Find(code);
        if (_titles.Count < MostOthers) // codes come from files
        {
            _titles.TryAdd(code, title);
        }

        return title;
    }

    private string Find(string code) => Array.Find(_titled, list => list.Find(code) is not null) is { } of ? of.TitleOf(code, Culture) : _texts.OfCode(code, Culture);
}
