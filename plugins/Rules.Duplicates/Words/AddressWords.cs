using System.Collections.Frozen;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Words of addresses: abbreviations with their full form, sorts of streets and directions, which say little, and where a note on the way begins.</summary>
internal static class AddressWords
{
    private static readonly FrozenDictionary<string, string> Full = Map(
        "street=st,str ave=avenue,av,aven boulevard=blvd,blv,boul road=rd drive=dr,drv lane=ln place=pl,plc square=sq court=ct,crt highway=hwy,hway parkway=pkwy,pky,parkwy plaza=plz,plza terrace=ter,terr "
        + "circle=cir center=ctr,centre,cntr suite=ste building=bldg,bld floor=fl,flr room=rm apartment=apt alley=aly expressway=expy,expwy freeway=fwy trail=trl way=wy mount=mt fort=ft saint=snt "
        + "north=n,no,nord south=s,so,sud east=e west=w northeast=ne northwest=nw southeast=se southwest=sw "
        + "1=first,1st 2=second,2nd 3=third,3rd 4=fourth,4th 5=fifth,5th 6=sixth,6th 7=seventh,7th 8=eighth,8th 9=ninth,9th 10=tenth,10th 11=eleventh,11th 12=twelfth,12th "
        + "strasse=straße platz=pltz rue=r avenida=avda calle=c");

    private static readonly FrozenSet<string> Sorts = Set(
        "street ave boulevard road drive lane place square court highway parkway plaza terrace circle center alley expressway freeway trail way strasse platz rue via calle avenida jie lu hotel building mall");

    private static readonly FrozenSet<string> Directions = Set("north south east west northeast northwest southeast southwest");

    /// <summary>What follows is a part of a building.</summary>
    public static FrozenSet<string> Units { get; } = Set("suite floor room apartment unit");

    /// <summary>What follows says how to get there, not where it is.</summary>
    public static FrozenSet<string> Notes { get; } = Set("between bet btw btwn near off opposite corner cor in inside");

    /// <summary>The one form of a word.</summary>
    public static string Standard(string word)
    {
        if (Full.TryGetValue(word, out string? full))
        {
            return full;
        }

        // 57th is 57
        return word.Length > 2 && char.IsAsciiDigit(word[^3]) && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
    }

    /// <summary>How much a word of a street's name says.</summary>
    public static double WeightOf(string word) => Sorts.Contains(word) ? 0.2 : Directions.Contains(word) ? 0.3 : LatinWords.Empty.Contains(word) ? 0.1 : 1;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Map(string entries) => entries.Split(' ')
        .SelectMany(static entry => entry.Split('=') is [var full, var forms] ? forms.Split(',').Select(form => (form, full)) : [])
        .ToFrozenDictionary(static entry => entry.form, static entry => entry.full, StringComparer.Ordinal);
}
