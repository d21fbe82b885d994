using System.Collections.Frozen;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Words of Latin names that say little, and forms of given names that mean the same.</summary>
internal static class LatinWords
{
    /// <summary>Articles, prepositions and titles: they come and go between two records of one customer.</summary>
    public static FrozenSet<string> Empty { get; } = Set(
        "the an of and at in on by for to le la les de du des el los las il lo gli der die das den dem von van und et mr mrs ms miss dr prof sir madam jr sr ii iii");

    /// <summary>What a house sells or is: many have it, and it is left out as often as not.</summary>
    public static FrozenSet<string> Generic { get; } = Set(
        "restaurant restaurants ristorante restaurante cafe caffe coffee bar grill grille bistro brasserie trattoria osteria pizzeria pizza deli delicatessen diner kitchen steakhouse steak house "
        + "tavern pub inn hotel motel room rooms dining food foods cuisine bakery eatery buffet market store stores shop shops boutique mall outlet center centre office branch "
        + "group holding holdings international global worldwide national trading trade import export services service solutions systems technology technologies tech consulting consultants "
        + "partners partnership associates enterprises enterprise industries industrial manufacturing products supply supplies logistics transport management investments capital "
        + "bank insurance agency studio studios design media software digital online electronics electric energy construction engineering medical clinic pharmacy hospital school university institute "
        + "sons son brothers bros sisters family original new old");

    private static readonly FrozenDictionary<string, string> Given = (
        "robert=bob,rob,bobby,robbie william=bill,will,billy,willy,liam richard=rick,dick,rich,ricky james=jim,jimmy,jamie john=jack,johnny michael=mike,mick,mickey thomas=tom,tommy "
        + "charles=charlie,chuck,chas joseph=joe,joey edward=ed,eddie,ted,ned anthony=tony andrew=andy,drew daniel=dan,danny david=dave,davy steven=steve,stephen christopher=chris,kit matthew=matt "
        + "nicholas=nick,nicky alexander=alex,sandy,sasha benjamin=ben,benny samuel=sam,sammy peter=pete patrick=pat,paddy kenneth=ken,kenny gregory=greg ronald=ron,ronnie donald=don,donnie "
        + "lawrence=larry,laurence timothy=tim francis=frank henry=harry,hank frederick=fred,freddie gerald=gerry,jerry jonathan=jon nathaniel=nathan,nate philip=phil,phillip raymond=ray "
        + "elizabeth=liz,beth,betty,lisa,eliza,lizzie margaret=maggie,meg,peggy,greta katherine=kate,kathy,katie,cathy,catherine,kathryn patricia=patty,tricia jennifer=jen,jenny susan=sue,susie "
        + "deborah=debbie,deb barbara=barb,babs rebecca=becky jessica=jess,jessie victoria=vicky,tori christine=chrissy,tina dorothy=dot,dottie theresa=terry,teresa,tess pamela=pam "
        + "johannes=hans josef=sepp friedrich=fritz heinrich=heinz")
        .Split(' ').SelectMany(static entry => entry.Split('=') is [var name, var forms] ? forms.Split(',').Select(form => (form, name)) : [])
        .ToFrozenDictionary(static entry => entry.form, static entry => entry.name, StringComparer.Ordinal);

    /// <summary>Whether two words are forms of one given name.</summary>
    public static bool SameGivenName(string a, string b) => Full(a) == Full(b);

    /// <summary>The full form of a short given name; any other word as it is.</summary>
    public static string Full(string word) => Given.GetValueOrDefault(word, word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
