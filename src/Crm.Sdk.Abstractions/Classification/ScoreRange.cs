namespace Crm.Sdk.Classification;

/// <summary>A range of scores, both ends included.</summary>
/// <param name="Lowest">The lowest score in it, 1 or more.</param>
/// <param name="Highest">The highest score in it.</param>
public readonly record struct ScoreRange(int Lowest, int Highest)
{
    /// <summary>Whether a score lies in the range.</summary>
    public bool Holds(int score) => score >= Lowest && score <= Highest;

    /// <summary>The ends with a dash between, such as <c>4-5</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Lowest}-{Highest}");
}
