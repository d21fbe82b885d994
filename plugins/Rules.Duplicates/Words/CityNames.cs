using System.Collections.Frozen;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The one form of a city's name: other names, other spellings, Chinese with and without 市.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class CityNames
{
    private const string BuiltIn =
        "nyc=new york|new york city=new york|manhattan=new york|la=los angeles|sf=san francisco|san fran=san francisco|philly=philadelphia|washington dc=washington|dc=washington|vegas=las vegas|st louis=saint louis|"
        + "peking=beijing|北京=beijing|上海=shanghai|广州=guangzhou|canton=guangzhou|深圳=shenzhen|成都=chengdu|重庆=chongqing|天津=tianjin|武汉=wuhan|西安=xian|南京=nanjing|nanking=nanjing|杭州=hangzhou|苏州=suzhou|"
        + "青岛=qingdao|大连=dalian|厦门=xiamen|香港=hong kong|澳门=macao|macau=macao|台北=taipei|munchen=munich|muenchen=munich|koln=cologne|koeln=cologne|wien=vienna|roma=rome|milano=milan|praha=prague|moskva=moscow";

    private readonly FrozenDictionary<string, string> _names;

    public CityNames(IEnumerable<string> aliases) => _names = BuiltIn.Split('|').Concat(aliases)
        .Select(static alias => alias.Split('='))
        .GroupBy(static pair => Fold(pair[0]), StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => Fold(group.Last()[1]), StringComparer.Ordinal);

    /// <summary>The one form; empty for no city.</summary>
    public string Standard(string? city)
    {
        if (string.IsNullOrWhiteSpace(city))
        {
            return string.Empty;
        }

        string folded = Fold(city);
        return _names.GetValueOrDefault(folded, folded);
    }

    private static string Fold(string city)
    {
        string han = Folding.Han(city);
        return han.Length > 0 ? han.Length > 2 && han[^1] == '市' ? han[..^1] : han : string.Join(' ', Folding.Words(city));
    }
}
