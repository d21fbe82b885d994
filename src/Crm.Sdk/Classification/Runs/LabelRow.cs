namespace Crm.Sdk.Classification;

/// <summary>A label as it is compared: the number of its text, of its rule, and the score. Twelve bytes; an uninitialised one is no label.</summary>
internal readonly record struct LabelRow
{
    /// <summary>The <see cref="Answer"/> of a row without one.</summary>
    public const int Absent = 0;

    private const float GreatestScore = 9e12f;

    private readonly int _rule;
    private readonly int _score;

    private LabelRow(int answer, int rule, int score)
    {
        Answer = answer;
        _rule = rule;
        _score = score;
    }

    /// <summary>The number of the answer's text + 1.</summary>
    public int Answer { get; }

    /// <param name="answer">The number of the answer's text.</param>
    /// <param name="rule">The number of the rule's id.</param>
    /// <param name="millionths">The score as it is stored.</param>
    public static LabelRow Of(int answer, int rule, long? millionths) =>
        new(answer + 1, rule, millionths is { } value ? BitConverter.SingleToInt32Bits((float)(value / 1_000_000.0)) : int.MinValue);

    /// <summary>A score as it is stored; the seven digits that single precision holds, and no noise behind them.</summary>
    public static long? Millionths(float? score) => score is { } value ? (long)(Math.Clamp((decimal)Math.Clamp(value, -GreatestScore, GreatestScore), -9e12m, 9e12m) * 1_000_000m) : null;
}
