namespace Crm.Sdk.Loyalty;

/// <summary>What is computed of indicators (LO-4, LO-5): the three dimensions of G16, and the two axes of the matrix.</summary>
/// <remarks>Each is a number from 0 to 1, or undefined where too little is known. Immutable and thread-safe.</remarks>
public static class LoyaltyScores
{
    /// <summary>Dimension: emotional loyalty, 情感忠诚; liking of ideas, conduct and image.</summary>
    public const string Emotional = "emotional";

    /// <summary>Dimension: conscious loyalty, 自觉忠诚; the intention to buy.</summary>
    public const string Conscious = "conscious";

    /// <summary>Dimension: behavioural loyalty, 行为忠诚; buying again.</summary>
    public const string Behavioural = "behavioural";

    /// <summary>Axis: attitude, 态度; of the matrix of Dick and Basu.</summary>
    public const string Attitude = "attitude";

    /// <summary>Axis: behaviour, 重复购买; repeat patronage in the matrix of Dick and Basu.</summary>
    public const string Behaviour = "behaviour";

    /// <summary>All of them, with their titles.</summary>
    public static CodeList List { get; } = new(
        "loyalty-score",
        new(Emotional, "Emotional loyalty", "情感忠诚"),
        new(Conscious, "Conscious loyalty", "自觉忠诚"),
        new(Behavioural, "Behavioural loyalty", "行为忠诚"),
        new(Attitude, "Attitude", "态度"),
        new(Behaviour, "Repeat buying", "重复购买"));
}
