using Crm.Sdk.Guarding;

namespace Crm.Sdk.Classification;

/// <summary>Computes and loads the facts that rules read: of orders, of customers' records, from sources, and of the population.</summary>
internal sealed class FactLoader(ClassificationInput input, ClassificationEngineOptions options, TimeProvider time)
{
    private readonly Dictionary<Fact, FactColumn> _columns = [];
    private readonly Dictionary<Fact, RuleStop> _unavailable = [];
    private readonly Dictionary<Fact, string> _fingerprints = [];
    private readonly SortedDictionary<string, CutPoints> _cuts = new(StringComparer.Ordinal);

    /// <param name="facts">The facts that are wanted.</param>
    /// <param name="firstRow">The first row that is wanted.</param>
    /// <param name="rows">How many rows are wanted. Where it is not all of them, all population facts must be in the input's model.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    public async Task<LoadedFacts> LoadAsync(IEnumerable<Fact> facts, int firstRow, int rows, CancellationToken cancellationToken)
    {
        HashSet<Fact> wanted = Closure(facts);
        LoadOrderFacts(wanted, firstRow, rows, cancellationToken);
        LoadRecordFacts(wanted, firstRow, rows);
        LoadPreviousLabels(wanted, firstRow, rows);
        foreach ((FactSourceRegistration source, Fact[] provided) in Sources(wanted))
        {
            await LoadFromAsync(source, provided, firstRow, rows, cancellationToken).ConfigureAwait(false);
        }

        long learning = time.GetTimestamp();
        LoadPopulationFacts([.. wanted.Where(static fact => fact.Motion == Motion.OnModel)], cancellationToken);

        return new LoadedFacts(
            new FactTable(rows, input.Columns.Currency, [.. _columns.Values]),
            _cuts.Count == 0 ? PopulationModel.Empty : new PopulationModel { Cuts = _cuts.Values.ToValueList() },
            _unavailable,
            _fingerprints,
            time.GetElapsedTime(learning));
    }

    /// <summary>The facts and all that they are of.</summary>
    public static HashSet<Fact> Closure(IEnumerable<Fact> facts)
    {
        var all = new HashSet<Fact>();
        foreach (Fact fact in facts)
        {
            Add(fact);
        }

        return all;

        void Add(Fact fact)
        {
            if (all.Add(fact))
            {
                foreach (Fact of in BasesOf(fact))
                {
                    Add(of);
                }
            }
        }
    }

    private static IEnumerable<Fact> BasesOf(Fact fact) => fact.Formula switch
    {
        QuantileFormula quantile => [quantile.Of],
        ShareFormula share => [share.Of],
        WeightedFormula weighted => weighted.Parts.Select(static part => part.Of),
        _ => [],
    };

    private void LoadOrderFacts(HashSet<Fact> wanted, int firstRow, int rows, CancellationToken cancellationToken)
    {
        var windows = new Dictionary<Trailing, WindowFacts>();
        foreach (Fact fact in wanted)
        {
            if (fact.Formula is OrderFormula formula)
            {
                if (!windows.TryGetValue(formula.Window, out WindowFacts? window))
                {
                    windows[formula.Window] = window = new WindowFacts(formula.Window.FirstDay(input.AsOf.Date), input.AsOf, rows);
                }

                _columns[fact] = window.Want(formula.Measure, fact);
            }
        }

        if (windows.Count == 0)
        {
            return;
        }

        // What an earlier run computed stays, but for customers who were touched and those of whom an event left a window.
        if (input.UsablePrevious is { } previous && rows == input.Columns.Customers
            && wanted.All(fact => fact.Formula is not OrderFormula || previous.Facts.Find(fact) is not null))
        {
            int days = FactColumn.DayOf(input.AsOf.Date) - FactColumn.DayOf(previous.AsOf.Date);
            foreach (Fact fact in wanted)
            {
                if (fact.Formula is OrderFormula formula)
                {
                    windows[formula.Window].GoOnFrom(formula.Measure, previous.Facts.Find(fact)!, days);
                }
            }

            int[] dirty = RunChanges.RowsToCompute(previous, input, [.. windows.Keys]);
            OrderFacts.Compute(input.Columns, input.AsOf, [.. windows.Values], firstRow, RowSet.Of(dirty), cancellationToken);
            return;
        }

        OrderFacts.Compute(input.Columns, input.AsOf, [.. windows.Values], firstRow, RowSet.Range(firstRow, rows), cancellationToken);
    }

    private void LoadRecordFacts(HashSet<Fact> wanted, int firstRow, int rows)
    {
        foreach (Fact fact in wanted)
        {
            if (fact.Formula is CustomerFormula formula)
            {
                int[]? field = input.Columns.Field(formula.Field);
                _columns[fact] = field is null ? FactColumn.Undefined(fact, rows)
                    : FactColumn.Of(fact, rows == field.Length ? field : field.AsSpan(firstRow, rows).ToArray());
            }
        }
    }

    private void LoadPreviousLabels(HashSet<Fact> wanted, int firstRow, int rows)
    {
        foreach (Fact fact in wanted)
        {
            if (fact.Formula is PreviousLabelFormula formula)
            {
                Category[]? labels = input.PreviousLabels?.Invoke(formula.Dimension);
                _columns[fact] = labels is null ? FactColumn.Undefined(fact, rows)
                    : FactColumn.Of(fact, [.. labels.Skip(firstRow).Take(rows).Select(static label => FactColumn.NumberOf(label))]);
            }
        }
    }

    /// <summary>The sources that are needed, with what is wanted of each. Facts that none provides, or several do, are unavailable.</summary>
    private List<(FactSourceRegistration Source, Fact[] Facts)> Sources(HashSet<Fact> wanted)
    {
        Fact[] custom = [.. wanted.Where(static fact => fact.Formula is null)];
        var sources = new List<(FactSourceRegistration Source, Fact[] Facts)>();
        var providers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (FactSourceRegistration registration in input.Sources)
        {
            IReadOnlyList<Fact> provides = registration.Source.Provides;
            foreach (string key in provides.Select(static fact => fact.Key).Distinct(StringComparer.Ordinal))
            {
                providers[key] = providers.GetValueOrDefault(key) + 1;
            }

            Fact[] needed = [.. custom.Where(provides.Contains)];
            if (needed.Length > 0)
            {
                sources.Add((registration, needed));
            }
        }

        foreach (Fact fact in custom)
        {
            int count = providers.GetValueOrDefault(fact.Key);
            if (count > 1)
            {
                _unavailable[fact] = new RuleStop(ClassificationErrorCodes.Conflict, $"{count} sources provide the fact '{fact.Key}'; remove one of the plugins.");
            }
            else if (!sources.Exists(source => source.Facts.Contains(fact)))
            {
                _unavailable[fact] = new RuleStop(
                    ClassificationErrorCodes.FactWithoutSource,
                    count == 0
                        ? $"No source provides the fact '{fact.Key}'; install the plugin that does."
                        : $"The fact '{fact.Key}' is provided as another type than {fact.ValueType}; make its handle as its source does.");
            }
        }

        return [.. sources.Select(source => (source.Source, source.Facts.Where(fact => !_unavailable.ContainsKey(fact)).ToArray())).Where(static source => source.Item2.Length > 0)];
    }

    private async Task LoadFromAsync(FactSourceRegistration registration, Fact[] facts, int firstRow, int rows, CancellationToken cancellationToken)
    {
        Fact[] reused = [.. facts.Where(fact => CanReuse(registration, fact, rows))];
        Fact[] anew = [.. facts.Except(reused)];
        if (anew.Length > 0)
        {
            ColumnBuffer[] buffers = [.. anew.Select(fact => ColumnBuffer.Of(fact, rows))];
            await LoadBatchesAsync(registration, anew, buffers, RowSet.Range(firstRow, rows), firstRow, cancellationToken).ConfigureAwait(false);
        }

        if (reused.Length > 0)
        {
            ClassificationResult previous = input.UsablePrevious!;
            ColumnBuffer[] buffers = [.. reused.Select(fact => ColumnBuffer.Of(previous.Facts.Find(fact)!, rows))];
            await LoadBatchesAsync(registration, reused, buffers, RowSet.Of(RunChanges.TouchedRows(previous, input)), 0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether only rows with new events need loading: the fact cannot have changed elsewhere.</summary>
    private bool CanReuse(FactSourceRegistration registration, Fact fact, int rows) =>
        input.UsablePrevious is { } previous
        && rows == input.Columns.Customers
        && previous.Facts.Find(fact) is not null
        && previous.SourceFingerprints.TryGetValue(fact, out string? fingerprint)
        && string.Equals(fingerprint, registration.Fingerprint, StringComparison.Ordinal)
        && (fact.Motion == Motion.OnEvents || previous.AsOf.Date == input.AsOf.Date);

    private async Task LoadBatchesAsync(
        FactSourceRegistration registration, Fact[] facts, ColumnBuffer[] buffers, RowSet rows, int firstRow, CancellationToken cancellationToken)
    {
        CallFailure? failure = null;
        int batches = (rows.Count + options.BatchSize - 1) / options.BatchSize;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Threads };
        await Parallel.ForAsync(0, batches, parallel, async (batch, token) =>
        {
            if (Volatile.Read(ref failure) is not null)
            {
                return;
            }

            int from = batch * options.BatchSize;
            int count = Math.Min(options.BatchSize, rows.Count - from);
            var request = new ColumnFactRequest(input.Columns, input.AsOf, facts, rows, from, count);
            CallFailure? failed = await GuardedCall.RunAsync(
                registration.Guard,
                "load-facts",
                (registration.Source, request),
                static (state, stop) => state.Source.LoadAsync(state.request, stop),
                options.BatchDeadline,
                time,
                token).ConfigureAwait(false);
            if (failed is not null)
            {
                Volatile.Write(ref failure, failed); // whatever an abandoned call still sets goes into its own request
                return;
            }

            for (int i = 0; i < buffers.Length; i++)
            {
                buffers[i].Put(request.Columns[i], rows, from, firstRow);
            }
        }).ConfigureAwait(false);

        for (int i = 0; i < facts.Length; i++)
        {
            if (failure is null)
            {
                _columns[facts[i]] = buffers[i].ToColumn();
                _fingerprints[facts[i]] = registration.Fingerprint;
            }
            else
            {
                _unavailable[facts[i]] = new RuleStop(
                    ClassificationErrorCodes.RuleStopped, $"The source of the fact '{facts[i].Key}' failed: {failure.ExceptionType}: {failure.Message}");
            }
        }
    }

    /// <summary>Learns and applies the population facts, those whose bases are there at the same time, then those that are of them.</summary>
    private void LoadPopulationFacts(List<Fact> wanted, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Threads };
        while (wanted.Count > 0)
        {
            Fact[] ready = [.. wanted.Where(fact => BasesOf(fact).All(of => _columns.ContainsKey(of) || _unavailable.ContainsKey(of)))];
            if (ready.Length == 0)
            {
                throw new InvalidOperationException($"The population facts {string.Join(", ", wanted.Select(static fact => fact.Key))} wait for each other, or for facts that nobody loads.");
            }

            wanted.RemoveAll(ready.Contains);
            var made = new (CutPoints Cuts, FactColumn Column)?[ready.Length];
            Parallel.For(0, ready.Length, parallel, i => made[i] = PopulationFact(ready[i]));
            for (int i = 0; i < ready.Length; i++)
            {
                if (made[i] is { } one)
                {
                    _cuts[ready[i].Key] = one.Cuts;
                    _columns[ready[i]] = one.Column;
                }
                else
                {
                    _unavailable[ready[i]] = BasesOf(ready[i]).Select(of => _unavailable.GetValueOrDefault(of)).FirstOrDefault(static stop => stop is not null)
                        ?? new RuleStop(ClassificationErrorCodes.BadPopulationModel, $"The population model has no cut points of '{ready[i].Key}'; learn a new one.");
                }
            }
        }
    }

    /// <summary>A population fact; null where a base is unavailable, or where the model that is used does not have it. Reads only what is loaded.</summary>
    private (CutPoints Cuts, FactColumn Column)? PopulationFact(Fact fact)
    {
        if (BasesOf(fact).Any(_unavailable.ContainsKey))
        {
            return null;
        }

        FactColumn[] columns = [.. BasesOf(fact).Select(of => _columns[of])];
        CutPoints? cuts = input.Model is null ? PopulationFacts.Learn(fact, columns) : input.Model.Find(fact);
        return cuts is null ? null : (cuts, PopulationFacts.Apply(fact, cuts, columns));
    }
}
