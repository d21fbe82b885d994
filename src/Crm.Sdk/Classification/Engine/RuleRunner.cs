namespace Crm.Sdk.Classification;

/// <summary>
/// Asks rules that answer for one customer at a time: in batches, on threads of its own, under a watchdog. A batch that does not end is abandoned with its thread,
/// the rule is stopped, and another thread goes on with the other rules.
/// </summary>
internal sealed class RuleRunner
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly IReadOnlyList<RuleWork> _works;
    private readonly int[] _firstUnits; // by work: the number of its first unit; one more at the end
    private readonly int _batchSize;
    private readonly int _threads;
    private readonly int _looks;
    private readonly TimeProvider _time;
    private readonly CancellationToken _cancellationToken;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Worker> _workers = []; // the watchdog's own
    private int _nextUnit;
    private int _pending;

    public RuleRunner(IReadOnlyList<RuleWork> works, ClassificationEngineOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        _works = works;
        _batchSize = options.BatchSize;
        _time = time;
        _cancellationToken = cancellationToken;
        _firstUnits = new int[works.Count + 1];
        for (int i = 0; i < works.Count; i++)
        {
            _firstUnits[i + 1] = checked(_firstUnits[i] + ((works[i].Rows.Count + _batchSize - 1) / _batchSize));
        }

        _pending = _firstUnits[^1];
        _threads = Math.Min(options.Threads, _pending);

        // Counted in looks, not in time: when the whole process stood still, one look passes and no rule is blamed.
        _looks = Math.Max(1, (int)Math.Ceiling(options.BatchDeadline / Look));
    }

    public async Task RunAsync()
    {
        if (_pending == 0)
        {
            return;
        }

        for (int i = 0; i < _threads; i++)
        {
            StartWorker();
        }

        using var timer = new PeriodicTimer(Look, _time);
        Task<bool> tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        while (await Task.WhenAny(_done.Task, tick).ConfigureAwait(false) == tick)
        {
            LookAtWorkers();
            tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask();
        }

        await _done.Task.ConfigureAwait(false);
        _cancellationToken.ThrowIfCancellationRequested();
    }

    private void StartWorker()
    {
        var worker = new Worker(_batchSize);
        _workers.Add(worker);
        new Thread(() => Work(worker)) { IsBackground = true, Name = "crm-rules" }.UnsafeStart(); // nothing of the caller's flow reaches a plugin
    }

    private void LookAtWorkers()
    {
        for (int i = _workers.Count - 1; i >= 0; i--)
        {
            Worker worker = _workers[i];
            if (worker.HasHung(_looks) && worker.TryAbandon())
            {
                RuleWork work = worker.Work!;
                work.Stop(
                    ClassificationErrorCodes.RuleStopped,
                    $"The rule '{work.Descriptor.Id}' did not end a batch in time; it was at the customer {work.CustomerAt(worker.Row)}.");
                work.Guard?.Hung();
                _workers.RemoveAt(i);
                StartWorker();
                UnitEnded();
            }
        }
    }

    private void Work(Worker worker)
    {
        try
        {
            while (TakeUnit(out RuleWork? work, out int from))
            {
                if (!Passed(work) && !worker.Run(work, from))
                {
                    return; // abandoned: the unit was ended, and this thread replaced
                }

                UnitEnded();
            }
        }
#pragma warning disable CA1031 // an error of the engine itself ends the run, not the process
        catch (Exception e)
#pragma warning restore CA1031
        {
            _done.TrySetException(e);
        }
    }

    /// <summary>Whether the unit need not be run.</summary>
    private bool Passed(RuleWork work)
    {
        if (work.Guard is { IsOpen: true } guard)
        {
            work.Stop(ClassificationErrorCodes.RuleStopped, $"The rule '{work.Descriptor.Id}' was not asked: its plugin {guard.Plugin} is switched off for now.");
        }

        return work.IsStopped || _cancellationToken.IsCancellationRequested;
    }

    private bool TakeUnit([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RuleWork? work, out int from)
    {
        int unit = Interlocked.Increment(ref _nextUnit) - 1;
        if (unit >= _firstUnits[^1])
        {
            work = null;
            from = 0;
            return false;
        }

        int found = Array.BinarySearch(_firstUnits, unit);
        int index = found >= 0 ? found : ~found - 1;
        while (_firstUnits[index + 1] == unit)
        {
            index++; // rules without rows
        }

        work = _works[index];
        from = (unit - _firstUnits[index]) * _batchSize;
        return true;
    }

    private void UnitEnded()
    {
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _done.TrySetResult();
        }
    }

    /// <summary>A thread's slot: what it is at, and its right to publish, which the watchdog can take away.</summary>
    private sealed class Worker(int batchSize)
    {
        private const long Running = 1;

        private readonly AnswerBuffer _answers = new(batchSize);
        private long _state; // the number of the batch times two, plus one while it runs; −1 when abandoned
        private long _seen;
        private int _times;

        public RuleWork? Work { get; private set; }

        /// <summary>The row of the customer that the rule is asked for; read by the watchdog for its message only.</summary>
        public int Row { get; private set; }

        public bool HasHung(int looks)
        {
            long state = Volatile.Read(ref _state);
            if ((state & Running) == 0 || state != _seen)
            {
                _seen = state;
                _times = 0;
                return false;
            }

            return ++_times >= looks;
        }

        public bool TryAbandon() => Interlocked.CompareExchange(ref _state, -1, _seen) == _seen;

        public bool Run(RuleWork work, int from)
        {
            Work = work;
            long state = _state + 1;
            Volatile.Write(ref _state, state);
            Classify(work, from);
            if (Interlocked.CompareExchange(ref _state, state + 1, state) != state)
            {
                return false;
            }

            if (!work.IsStopped)
            {
                work.Publish(from, _answers);
            }

            return true;
        }

        private void Classify(RuleWork work, int from)
        {
            int count = Math.Min(batchSize, work.Rows.Count - from);
            _answers.Begin(count);
            for (int at = 0; at < count; at++)
            {
                at = Ask(work.Ask!, work.Facts, work.Rows, from, at);
            }

            _answers.Settle(work, from);
        }

        /// <summary>Asks from a place of the batch on, until its end or until the rule throws.</summary>
        /// <returns>The place of the customer for whom it threw; behind the last one where it did not.</returns>
        private int Ask(AskRule ask, FactTable facts, RowSet rows, int from, int at)
        {
            Span<Verdict> verdicts = _answers.Verdicts;
            int row = 0;
            try
            {
                for (; at < verdicts.Length; at++)
                {
                    Row = row = rows[from + at];
                    verdicts[at] = ask(facts.RowAt(row), null);
                }
            }
#pragma warning disable CA1031 // whatever a rule throws is its failure; the batch goes on behind the customer
            catch (Exception e)
#pragma warning restore CA1031
            {
                _answers.Fail(at, row, e);
            }

            return at;
        }
    }
}
