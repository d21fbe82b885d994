namespace Crm.Sdk.Rules.Duplicates;

/// <summary>A word of a name or an address, and how much it says.</summary>
/// <param name="Text">The word, folded.</param>
/// <param name="Weight">1 for a word that tells names apart, less for those that many have.</param>
internal readonly record struct WeightedWord(string Text, double Weight)
{
    /// <summary>Words of this weight and more tell names apart.</summary>
    public const double Telling = 0.9;
}
