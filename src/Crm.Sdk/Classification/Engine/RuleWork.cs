using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Classification;

/// <summary>One rule in one run: which rows it is asked for, and room for its answers. Batches of different rows may be published at the same time.</summary>
internal sealed class RuleWork
{
    private readonly Lock _gate = new();
    private readonly RuleResult? _before;
    private readonly int _maxFailures;
    private readonly int _today;
    private readonly OrderColumns _columns;
    private readonly ushort[] _outcomes;
    private readonly List<(int Row, CallFailure Failure)> _failures = [];
    private readonly Dictionary<string, ushort> _codeNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];
    private ushort[] _outcomesByName = [];
    private float[]? _scores;
    private int[]? _rechecks;
    private RuleStop? _stop;

    public RuleWork(RuleRegistration registration, FactTable facts, RowSet rows, RuleResult? before, ClassificationInput input, int maxFailures)
    {
        Registration = registration;
        Ask = registration.Rule is IClassificationRule rule ? rule.Classify : null;
        Facts = facts;
        Rows = rows;
        _before = before;
        _maxFailures = maxFailures;
        _today = FactColumn.DayOf(input.AsOf.Date);
        _columns = input.Columns;
        _outcomes = new ushort[_columns.Customers];
        int known = before?.Count ?? 0;
        before?.Outcomes.CopyTo(_outcomes, 0);
        _outcomes.AsSpan(known).Fill(RuleResult.NoAnswer);
        foreach (string code in before?.Codes ?? [])
        {
            NumberOf(code);
        }

        if (before?.Scores is { } scores)
        {
            scores.CopyTo(Scores(), 0);
        }

        if (before?.Rechecks is { } rechecks)
        {
            rechecks.CopyTo(Rechecks(), 0);
        }
    }

    public RuleRegistration Registration { get; }

    /// <summary>The rule's method, bound once for the run: where rules of many types are asked at one place, a call by their interface looks the method up each time. Null of a rule of batches.</summary>
    public AskRule? Ask { get; }

    public RuleDescriptor Descriptor => Registration.Descriptor;

    public FactTable Facts { get; }

    public RowSet Rows { get; }

    public IPluginGuard? Guard => Registration.Guard;

    public bool IsStopped => Volatile.Read(ref _stop) is not null;

    public CustomerId CustomerAt(int row) => _columns.CustomerAt(row);

    /// <summary>Ends the rule for this run; what it answered so far does not count.</summary>
    public void Stop(string code, string message) => Interlocked.CompareExchange(ref _stop, new RuleStop(code, message), null);

    /// <summary>The outcomes of the verdicts that were met so far, by <see cref="Verdict.Name"/>; <see cref="RuleResult.NoAnswer"/> for others.</summary>
    public ReadOnlySpan<ushort> OutcomesByName => Volatile.Read(ref _outcomesByName);

    /// <summary>The outcome of a verdict: the label's place, or that of the code behind the labels.</summary>
    /// <exception cref="CrmException">CRM4002: the label is not declared, or the verdict is no answer. CRM4008: too many codes and open labels.</exception>
    public ushort OutcomeOf(Verdict verdict)
    {
        int index = Descriptor.IndexOf(verdict);
        lock (_gate)
        {
            ushort outcome = index >= 0 ? (ushort)index : NumberOf(verdict.IsNone ? verdict.NoneCode! : RuleResult.OpenLabel + verdict.Label);
            ushort[] outcomes = _outcomesByName;
            if (verdict.Name >= outcomes.Length)
            {
                outcomes = new ushort[verdict.Name + 1 + (verdict.Name / 2)];
                outcomes.AsSpan().Fill(RuleResult.NoAnswer);
                _outcomesByName.CopyTo(outcomes, 0);
            }

            outcomes[verdict.Name] = outcome;
            Volatile.Write(ref _outcomesByName, outcomes);
            return outcome;
        }
    }

    /// <summary>Puts a batch's answers into their rows.</summary>
    /// <param name="from">Where in <see cref="Rows"/> the batch begins.</param>
    /// <param name="answers">The answers.</param>
    public void Publish(int from, AnswerBuffer answers)
    {
        float[]? scores = answers.HasScores ? Scores() : _scores;
        int[]? rechecks = answers.HasRechecks ? Rechecks() : _rechecks;
        if (Rows.IsRange && scores is null && rechecks is null && answers.Failures.Count == 0)
        {
            answers.Outcomes.AsSpan(0, answers.Count).CopyTo(_outcomes.AsSpan(Rows[from]));
        }
        else
        {
            PublishEach(from, answers, scores, rechecks);
        }

        if (answers.Failures.Count > 0)
        {
            Guard?.Failed(answers.Failures[0].Failure.ExceptionType, answers.Failures[0].Failure.Message);
            AddFailures(answers.Failures);
        }
        else
        {
            Guard?.Succeeded(1);
        }
    }

    public RuleResult ToResult()
    {
        if (_stop is { } stop)
        {
            return Stopped(stop);
        }

        (int Row, CallFailure Failure)[] failures = [.. _failures.OrderBy(static failure => failure.Row)];
        int[] changed = Changed();
        string[] codes = InOrder();
        return new RuleResult(Descriptor, Registration.Fingerprint, _outcomes, codes, _scores, _rechecks)
        {
            Evaluated = Rows.Count,
            ChangedRows = changed,
            FailedRows = [.. failures.Select(static failure => failure.Row)],
            Failures = [.. failures.Select(failure => new RuleFailure(_columns.CustomerAt(failure.Row), failure.Failure.ExceptionType, failure.Failure.Message))],
        };
    }

    /// <summary>The result of a rule that gave none: everything as it was, to be asked for every customer in the next run.</summary>
    public static RuleResult Stopped(RuleDescriptor descriptor, RuleStop stop, RuleResult? before, int rows)
    {
        ushort[] outcomes = new ushort[rows];
        before?.Outcomes.CopyTo(outcomes, 0);
        outcomes.AsSpan(before?.Count ?? 0).Fill(RuleResult.NoAnswer);
        float[]? scores = null;
        if (before?.Scores is { } known)
        {
            scores = new float[rows];
            known.CopyTo(scores, 0);
            scores.AsSpan(known.Length).Fill(float.NaN);
        }

        return new RuleResult(descriptor, before?.Fingerprint ?? string.Empty, outcomes, before?.Codes ?? [], scores, null) { Stop = stop };
    }

    private void PublishEach(int from, AnswerBuffer answers, float[]? scores, int[]? rechecks)
    {
        for (int i = 0; i < answers.Count; i++)
        {
            if (answers.Outcomes[i] == RuleResult.NoAnswer)
            {
                continue; // the rule failed: the customer keeps what it had
            }

            int row = Rows[from + i];
            _outcomes[row] = answers.Outcomes[i];
            if (scores is not null)
            {
                scores[row] = answers.HasScores ? answers.Scores[i] : float.NaN;
            }

            if (rechecks is not null)
            {
                rechecks[row] = answers.HasRechecks && answers.Rechecks[i] != 0 ? _today + answers.Rechecks[i] : RuleResult.NoRecheck;
            }
        }
    }

    private RuleResult Stopped(RuleStop stop) => Stopped(Descriptor, stop, _before, _columns.Customers);

    private void AddFailures(List<(int Row, CallFailure Failure)> failures)
    {
        lock (_gate)
        {
            _failures.AddRange(failures);
            if (_failures.Count > _maxFailures)
            {
                CallFailure first = failures[0].Failure;
                Stop(
                    ClassificationErrorCodes.RuleStopped,
                    $"The rule '{Descriptor.Id}' threw for more than {_maxFailures} customers, at last {first.ExceptionType}: {first.Message}");
            }
        }
    }

    private int[] Changed()
    {
        int[] changed = GC.AllocateUninitializedArray<int>(Rows.Count);
        int count = 0;
        for (int i = 0; i < Rows.Count; i++)
        {
            int row = Rows[i];
            ushort before = _before is not null && row < _before.Count ? _before.Outcomes[row] : RuleResult.NoAnswer;
            float score = _scores?[row] ?? float.NaN, scoreBefore = _before?.Scores is { } scores && row < scores.Length ? scores[row] : float.NaN;
            changed[count] = row;
            count += _outcomes[row] != before || !score.Equals(scoreBefore) ? 1 : 0;
        }

        return count == changed.Length ? changed : changed[..count];
    }

    /// <summary>Numbers the codes by their names, since they were met in the order in which threads came to them.</summary>
    private string[] InOrder()
    {
        string[] sorted = [.. _codes.Order(StringComparer.Ordinal)];
        if (sorted.AsSpan().SequenceEqual([.. _codes]))
        {
            return sorted;
        }

        int labels = Descriptor.Labels.Count;
        ushort[] numbers = [.. _codes.Select(code => (ushort)(labels + Array.IndexOf(sorted, code)))];
        foreach (ref ushort outcome in _outcomes.AsSpan())
        {
            if (outcome >= labels && outcome != RuleResult.NoAnswer)
            {
                outcome = numbers[outcome - labels];
            }
        }

        return sorted;
    }

    private ushort NumberOf(string code)
    {
        if (!_codeNumbers.TryGetValue(code, out ushort number))
        {
            int next = Descriptor.Labels.Count + _codes.Count;
            number = next < RuleResult.NoAnswer
                ? (ushort)next
                : throw new CrmException(ClassificationErrorCodes.TooManyNames, $"The rule '{Descriptor.Id}' gives more than {_codes.Count} different codes and open labels; put what varies into reasons.");
            _codes.Add(code);
            _codeNumbers[code] = number;
        }

        return number;
    }

    private float[] Scores()
    {
        if (Volatile.Read(ref _scores) is { } there)
        {
            return there;
        }

        float[] made = new float[_outcomes.Length];
        made.AsSpan().Fill(float.NaN);
        return Interlocked.CompareExchange(ref _scores, made, null) ?? made;
    }

    private int[] Rechecks()
    {
        if (Volatile.Read(ref _rechecks) is { } there)
        {
            return there;
        }

        int[] made = new int[_outcomes.Length];
        made.AsSpan().Fill(RuleResult.NoRecheck);
        return Interlocked.CompareExchange(ref _rechecks, made, null) ?? made;
    }
}
