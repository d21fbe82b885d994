using Crm.Sdk.Guarding;

namespace Crm.Sdk.Classification;

/// <summary>Runs classification rules over the customers of columns: facts in; labels, scores and reasons out. Stores nothing.</summary>
/// <remarks>
/// The same input gives the same answers, whatever the order of customers and events, the size of batches and the number of threads (CL-4). With an earlier result
/// only what changed, or whose answer time can have changed, is computed again, and the answers are those of a full run (CL-5). No fault of a plugin ends a run: a
/// rule that fails is stopped, and its labels stay as they were. Thread-safe.
/// </remarks>
public sealed class ClassificationEngine
{
    private readonly ClassificationEngineOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes an engine.</summary>
    /// <param name="options">How it runs rules; the defaults where null.</param>
    /// <param name="time">By what it measures deadlines; the system's where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ClassificationEngine(ClassificationEngineOptions? options = null, TimeProvider? time = null)
    {
        _options = (options ?? new ClassificationEngineOptions()).Checked();
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Classifies all customers.</summary>
    /// <param name="input">What to compute from.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<ClassificationResult> RunAsync(ClassificationInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        int customers = input.Columns.Customers;
        long start = _time.GetTimestamp();
        LoadedFacts facts = await new FactLoader(input, _options, _time)
            .LoadAsync(input.Rules.SelectMany(static rule => rule.Descriptor.Facts), 0, customers, cancellationToken)
            .ConfigureAwait(false);
        TimeSpan loading = _time.GetElapsedTime(start);
        start = _time.GetTimestamp();
        RunChanges? changes = input.UsablePrevious is { } previous ? new RunChanges(previous, input, facts.Table) : null;
        List<(RuleRegistration Registration, RuleStop? Stop)> stops = Stops(input, facts);
        var rules = new (RuleWork? Work, RuleResult? Stopped)[stops.Count];
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = _options.Threads };
        Parallel.For(0, rules.Length, parallel, i => rules[i] = Prepare(stops[i].Registration, stops[i].Stop, input, facts, changes));

        RuleWork[] works = [.. rules.Select(static rule => rule.Work).OfType<RuleWork>()];
        await new RuleRunner([.. works.Where(static work => work.Registration.Rule is IClassificationRule)], _options, _time, cancellationToken)
            .RunAsync()
            .ConfigureAwait(false);
        var batches = new BatchRuleRunner(_options, _time, cancellationToken);
        foreach (RuleWork work in works.Where(static work => work.Registration.Rule is not IClassificationRule))
        {
            await batches.RunAsync(work).ConfigureAwait(false);
        }

        var results = new RuleResult[rules.Length];
        Parallel.For(0, rules.Length, parallel, i => results[i] = rules[i].Stopped ?? rules[i].Work!.ToResult());
        return new ClassificationResult(input, facts, results)
        {
            FactTime = loading - facts.Learning,
            LearnTime = facts.Learning,
            RuleTime = _time.GetElapsedTime(start),
        };
    }

    /// <summary>Classifies one customer, by the same bodies as a run, with the reasons.</summary>
    /// <param name="input">What to compute from; the earlier result is not used. Without a population model one is learned from all customers where a rule needs it.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One explanation a rule, in the order of the input.</returns>
    /// <exception cref="CrmException">CRM4012: the columns have no such customer.</exception>
    public async Task<IReadOnlyList<RuleExplanation>> ExplainAsync(ClassificationInput input, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.Columns.TryFind(customer, out int row))
        {
            throw new CrmException(ClassificationErrorCodes.UnknownCustomer, $"There is no customer {customer} among the {input.Columns.Customers:N0} that are classified.");
        }

        Fact[] wanted = [.. input.Rules.SelectMany(static rule => rule.Descriptor.Facts)];
        var loader = new FactLoader(input with { Previous = null }, _options, _time);
        bool learns = input.Model is null && wanted.Any(static fact => fact.Motion == Motion.OnModel);
        LoadedFacts facts = await loader.LoadAsync(wanted, learns ? 0 : row, learns ? input.Columns.Customers : 1, cancellationToken).ConfigureAwait(false);
        FactTable table = learns ? FactColumns.Gather(facts.Table, RowSet.Range(row, 1), 0, 1) : facts.Table;

        var explanations = new List<RuleExplanation>();
        foreach ((RuleRegistration registration, RuleStop? stop) in Stops(input, facts))
        {
            explanations.Add(stop is null
                ? await ExplainAsync(registration, table.Only(registration.Descriptor.Facts), cancellationToken).ConfigureAwait(false)
                : new RuleExplanation(registration.Descriptor, default, [], stop));
        }

        return explanations;
    }

    /// <summary>The rules, with why one cannot be asked at all: another has its id or dimension, or a fact that it reads is not to be had.</summary>
    private static List<(RuleRegistration Registration, RuleStop? Stop)> Stops(ClassificationInput input, LoadedFacts facts)
    {
        var rules = new List<(RuleRegistration Registration, RuleStop? Stop)>();
        foreach (RuleRegistration registration in input.Rules)
        {
            RuleDescriptor rule = registration.Descriptor;
            RuleDescriptor? rival = rules.Select(static other => other.Registration.Descriptor)
                .FirstOrDefault(other => string.Equals(other.Id, rule.Id, StringComparison.Ordinal) || string.Equals(other.Dimension, rule.Dimension, StringComparison.Ordinal));
            RuleStop? stop = rival is null ? null : new RuleStop(
                ClassificationErrorCodes.Conflict,
                $"The rule '{rule.Id}' is not used, because '{rival.Id}' classifies in the dimension '{rival.Dimension}' already; a customer has one label in each dimension.");
            foreach (Fact fact in rule.Facts)
            {
                stop ??= facts.Unavailable.GetValueOrDefault(fact);
            }

            rules.Add((registration, stop));
        }

        return rules;
    }

    private (RuleWork? Work, RuleResult? Stopped) Prepare(
        RuleRegistration registration, RuleStop? stop, ClassificationInput input, LoadedFacts facts, RunChanges? changes)
    {
        RuleDescriptor rule = registration.Descriptor;
        RuleResult? last = changes is null ? null : input.Previous!.Find(rule.Id);
        RuleResult? before = last?.Under(rule);
        if (stop is not null)
        {
            return (null, RuleWork.Stopped(rule, stop, before, input.Columns.Customers));
        }

        bool isSame = last is { Stop: null } && last.Descriptor.Version == rule.Version && last.Descriptor.Labels == rule.Labels
            && string.Equals(last.Fingerprint, registration.Fingerprint, StringComparison.Ordinal);
        RowSet rows = isSame ? RowSet.Of(changes!.RowsToAsk(rule, before!)) : RowSet.Range(0, input.Columns.Customers);
        return (new RuleWork(registration, facts.Table.Only(rule.Facts), rows, before, input, _options.MaxFailures), null);
    }

    private async Task<RuleExplanation> ExplainAsync(RuleRegistration registration, FactTable facts, CancellationToken cancellationToken)
    {
        var call = new ExplainCall(registration.Rule, facts);
        CallFailure? failure = await GuardedCall.RunAsync(
            registration.Guard, "explain", call, static (state, stop) => state.RunAsync(stop), _options.BatchDeadline, _time, cancellationToken).ConfigureAwait(false);
        return failure is null
            ? new RuleExplanation(registration.Descriptor, call.Verdict, call.Reasons)
            : new RuleExplanation(
                registration.Descriptor,
                default,
                [],
                new RuleStop(ClassificationErrorCodes.RuleStopped, $"The rule '{registration.Descriptor.Id}' failed: {failure.ExceptionType}: {failure.Message}"));
    }
}
