namespace Crm.Sdk.Classification;

/// <summary>The answers of one batch, private to who computes it until they are published.</summary>
internal sealed class AnswerBuffer(int size)
{
    public ushort[] Outcomes { get; } = new ushort[size];

    public float[] Scores { get; } = new float[size];

    public int[] Rechecks { get; } = new int[size];

    public List<(int Row, CallFailure Failure)> Failures { get; } = [];

    public int Count { get; private set; }

    public bool HasScores { get; private set; }

    public bool HasRechecks { get; private set; }

    public void Begin(int count)
    {
        Count = count;
        HasScores = HasRechecks = false;
        Failures.Clear();
    }

    public void Set(int index, ushort outcome, Verdict verdict)
    {
        Outcomes[index] = outcome;
        int recheck = Rechecks[index] = verdict.RecheckInDays;
        HasRechecks |= recheck != 0;
        float score = Scores[index] = verdict.Score ?? float.NaN;
        HasScores |= !float.IsNaN(score);
    }

    public void Fail(int index, int row, Exception exception)
    {
        Outcomes[index] = RuleResult.NoAnswer;
        Failures.Add((row, CallFailure.Of(exception)));
    }
}
