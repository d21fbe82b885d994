namespace Crm.Sdk.Classification;

/// <summary>The answers of one batch, private to who computes it until they are published.</summary>
internal sealed class AnswerBuffer(int size)
{
    public ushort[] Outcomes { get; } = new ushort[size];

    /// <summary>The scores; NaN where there is none.</summary>
    public float[] Scores { get; } = [.. Enumerable.Repeat(float.NaN, size)];

    /// <summary>In how many days to ask again; 0 for never.</summary>
    public int[] Rechecks { get; } = new int[size];

    public List<(int Row, CallFailure Failure)> Failures { get; } = [];

    public int Count { get; private set; }

    public bool HasScores { get; private set; }

    public bool HasRechecks { get; private set; }

    public void Begin(int count)
    {
        Count = count;
        Failures.Clear();
        if (HasScores)
        {
            Scores.AsSpan().Fill(float.NaN);
            HasScores = false;
        }

        if (HasRechecks)
        {
            Rechecks.AsSpan().Clear();
            HasRechecks = false;
        }
    }

    public void Set(int index, ushort outcome, Verdict verdict)
    {
        Outcomes[index] = outcome;
        if (verdict.RecheckInDays != 0)
        {
            Rechecks[index] = verdict.RecheckInDays;
            HasRechecks = true;
        }

        if (verdict.Score is { } score)
        {
            Scores[index] = score;
            HasScores = true;
        }
    }

    public void Fail(int index, int row, Exception exception)
    {
        Outcomes[index] = RuleResult.NoAnswer;
        Failures.Add((row, CallFailure.Of(exception)));
    }
}
