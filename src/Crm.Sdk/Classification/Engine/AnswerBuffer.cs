using Crm.Sdk.Guarding;

namespace Crm.Sdk.Classification;

/// <summary>The answers of one batch, private to who computes it until they are published.</summary>
internal sealed class AnswerBuffer(int size)
{
    private readonly Verdict[] _verdicts = new Verdict[size];
    private int[] _failed = []; // places in the order in which they were met: first where the rule threw, then where it answered what it does not declare
    private int _failures;

    /// <summary>What the rule answered; uninitialised where it threw.</summary>
    public Span<Verdict> Verdicts => _verdicts.AsSpan(0, Count);

    public ushort[] Outcomes { get; } = new ushort[size];

    /// <summary>The scores, NaN where there is none; of use where <see cref="HasScores"/> says so.</summary>
    public float[] Scores { get; } = new float[size];

    /// <summary>In how many days to ask again, 0 for never; of use where <see cref="HasRechecks"/> says so.</summary>
    public int[] Rechecks { get; } = new int[size];

    public List<(int Row, CallFailure Failure)> Failures { get; } = [];

    public int Count { get; private set; }

    public bool HasScores { get; private set; }

    public bool HasRechecks { get; private set; }

    public void Begin(int count)
    {
        Count = count;
        Failures.Clear();
        _failures = 0;
    }

    /// <summary>Notes that the rule threw, or answered what it does not declare.</summary>
    public void Fail(int index, int row, Exception exception)
    {
        if (_failed.Length == 0)
        {
            _failed = new int[size];
        }

        _verdicts[index] = default;
        _failed[_failures++] = index;
        Failures.Add((row, CallFailure.Of(exception)));
    }

    /// <summary>Turns verdicts into outcomes, in a loop without branches that data decide: what a verdict means for the rule is looked up by its name.</summary>
    /// <param name="work">The rule.</param>
    /// <param name="from">Where in the rule's rows the batch begins.</param>
    public void Settle(RuleWork work, int from)
    {
        ReadOnlySpan<ushort> outcomes = work.OutcomesByName;
        ReadOnlySpan<Verdict> verdicts = Verdicts;
        Span<ushort> settled = Outcomes.AsSpan(0, verdicts.Length);
        int rechecks = 0, scores = 0;
        for (int i = 0; i < settled.Length; i++)
        {
            Verdict verdict = verdicts[i];
            uint name = verdict.Name;
            ushort outcome = name < (uint)outcomes.Length ? outcomes[(int)name] : RuleResult.NoAnswer;
            if (outcome == RuleResult.NoAnswer)
            {
                outcome = Meet(work, from, i, verdict);
                outcomes = work.OutcomesByName;
            }

            settled[i] = outcome;
            rechecks |= verdict.RecheckInDays;
            scores |= verdict.ScoreBits;
        }

        HasRechecks = rechecks != 0;
        HasScores = scores != 0;
        for (int i = 0; HasRechecks && i < verdicts.Length; i++)
        {
            Rechecks[i] = verdicts[i].RecheckInDays;
        }

        for (int i = 0; HasScores && i < verdicts.Length; i++)
        {
            Scores[i] = verdicts[i].Score ?? float.NaN;
        }
    }

    /// <summary>The outcome of a verdict that this rule's run meets for the first time, or of a customer for whom it failed.</summary>
    private ushort Meet(RuleWork work, int from, int index, Verdict verdict)
    {
        if (verdict == default && _failed.AsSpan(0, _failures).Contains(index))
        {
            return RuleResult.NoAnswer;
        }

        try
        {
            return work.OutcomeOf(verdict);
        }
        catch (CrmException e)
        {
            Fail(index, work.Rows[from + index], e);
            return RuleResult.NoAnswer;
        }
    }
}
