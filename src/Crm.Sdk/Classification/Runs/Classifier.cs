using Crm.Sdk.Clustering;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Reads columns, runs the engine, and writes the labels that changed.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Classifier : IClassifier
{
    private readonly ICrmStore _store;
    private readonly IExtensions _extensions;
    private readonly ClassificationEngine _engine;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;
    private readonly TimeProvider _time;
    private readonly RunLedger _ledger;
    private readonly LabelReader _labels;
    private readonly ClusterRules _clusters;
    private readonly CommitWatch _watch;
    private readonly GenerationCache _kept;

    /// <summary>Makes a classifier.</summary>
    public Classifier(ICrm crm, ICrmStore store, IExtensions extensions, ClassificationEngine engine, ClassifierSettings settings, IClock clock, TimeProvider time, IExchangeRates? rates = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _store = store;
        _extensions = extensions;
        _engine = engine;
        _settings = settings;
        _rates = rates;
        _time = time;
        _ledger = new RunLedger(crm, store, clock, settings);
        _labels = new LabelReader(crm, store);
        _clusters = new ClusterRules(store, crm.Model);
        _watch = CommitWatch.Of(store);
        _kept = new GenerationCache(_watch, () => settings.KeepMebibytes * 1_048_576L);
    }

    /// <inheritdoc/>
    public async Task<ClassificationReport> RunAsync(CrmScope scope, AsOf asOf, ClassificationOptions? options, IProgress<ClassificationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        var times = new StepTimes(_time);
        progress?.Report(new ClassificationProgress(ClassificationStep.Reading, 0, null));
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        RuleRegistration[] rules = await RulesAsync(scope, options ?? new ClassificationOptions(), currency, cancellationToken).ConfigureAwait(false);
        _watch.Follow(scope.Tenant);
        Generation? last = _kept.Take(scope.Tenant); // a run that fails leaves nothing to go on from
        (ClassificationRun run, long position) = await _ledger
            .BeginAsync(scope, asOf, currency, rules.Select(static rule => rule.Descriptor.ToString()).ToValueList(), cancellationToken).ConfigureAwait(false);
        WatchedChanges? changes = _watch.Take(scope.Tenant, last?.Position ?? position, position);
        (Generation? kept, OrderColumns? columns) = options is not { Full: true } && last is not null && changes is not null && last.Run == run.BasedOn && last.Fits(currency, asOf, rules)
            ? await GoOnAsync(scope, currency, last, changes, cancellationToken).ConfigureAwait(false)
            : default;
        RateTable rates = kept?.Rates ?? new RateTable(_rates, currency, asOf.Zone);
        if (columns is null)
        {
            OrderColumnsBuilder read = await OrderColumnsBuilder.ReadAsync(new StoreOrderSource(_store, scope.Tenant, currency, rates), null, cancellationToken).ConfigureAwait(false);
            times.ReadOrders = times.Lap();
            columns = read.Build();
            times.BuildColumns = times.Lap();
        }
        else
        {
            times.ReadOrders = times.Lap();
        }

        if (kept is not null)
        {
            await kept.Labels.GoOnWithAsync(_labels, scope, columns, cancellationToken).ConfigureAwait(false);
        }

        PreviousLabels previous = kept?.Labels ?? await PreviousLabels.LoadAsync(_labels, scope, columns, rules, cancellationToken).ConfigureAwait(false);
        times.ReadLabels = times.Lap();

        progress?.Report(new ClassificationProgress(ClassificationStep.Deciding, 0, columns.Customers));
        ClassificationInput input = await InputAsync(scope, asOf, columns, _extensions, rules, rates, null, cancellationToken).ConfigureAwait(false);
        TimeSpan records = times.Lap();
        ClassificationResult result = await _engine
            .RunAsync(input with { PreviousLabels = previous.LabelsOf, Previous = kept?.Result }, cancellationToken).ConfigureAwait(false);
        times.Decided(result, records);

        long changed = await _ledger.WriteAsync(
            scope,
            run,
            previous.Changes(result, onlyChanged: kept is not null),
            done => progress?.Report(new ClassificationProgress(ClassificationStep.Writing, done, null)),
            cancellationToken).ConfigureAwait(false);
        times.WriteLabels = times.Lap();
        progress?.Report(new ClassificationProgress(ClassificationStep.Finishing, changed, changed));
        ClassificationRun completed = await _ledger.CompleteAsync(
            scope,
            run with
            {
                Customers = columns.Customers,
                Evaluated = result.Rules.Sum(static rule => (long)rule.Evaluated),
                Changed = changed,
                Model = result.Model.Cuts.IsEmpty ? null : result.Model.ToJson(),
            },
            cancellationToken).ConfigureAwait(false);
        times.MakeCurrent = times.Lap();
        _kept.Keep(scope.Tenant, new Generation(result, previous, rates, position, completed.Number));
        return new ClassificationReport(
            completed,
            result.Rules.Where(static rule => rule.Stop is null).Select(Count).ToValueList(),
            Problems(result).ToValueList(),
            columns.UnknownAmounts,
            times.ToTimes(),
            Incremental: kept is not null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RuleExplanation>> ExplainAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ClassificationRun? current = await _labels.CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
        PopulationModel? model = current?.Model is { } json ? PopulationModel.FromJson(json) : null;
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, currency, asOf.Zone);
        var source = new StoreOrderSource(_store, scope.Tenant, currency, rates);
        RuleRegistration[] rules = await RulesAsync(scope, new ClassificationOptions(), currency, cancellationToken).ConfigureAwait(false);

        // With a learned population model the customer's own events are enough.
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(source, model is null ? null : [customer], cancellationToken).ConfigureAwait(false);
        ClassificationInput input = await InputAsync(scope, asOf, columns, _extensions, rules, rates, model is null ? null : [customer], cancellationToken).ConfigureAwait(false);

        // A rule that reads labels is settled: with the label that the run gave it gives that label again.
        IReadOnlyList<Labels.LabelAssignment> labels = await _labels.OfAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        return await _engine.ExplainAsync(input with { Model = model, PreviousLabels = dimension => LabelAt(columns, customer, labels, dimension) }, customer, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<WhatIfResult> WhatIfAsync(CrmScope scope, AsOf asOf, IExtensions changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(changed);
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        var rates = new RateTable(_rates, currency, asOf.Zone);
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(new StoreOrderSource(_store, scope.Tenant, currency, rates), cancellationToken).ConfigureAwait(false);
        return new WhatIfResult(await AnswerAsync(_extensions).ConfigureAwait(false), await AnswerAsync(changed).ConfigureAwait(false));

        async Task<ClassificationResult> AnswerAsync(IExtensions extensions)
        {
            RuleRegistration[] rules = Rules(extensions);
            ClassificationInput input = await InputAsync(scope, asOf, columns, extensions, rules, rates, null, cancellationToken).ConfigureAwait(false);
            PreviousLabels labels = await PreviousLabels.LoadAsync(_labels, scope, columns, ReadingLabels(rules), cancellationToken).ConfigureAwait(false);
            return await _engine.RunAsync(input with { PreviousLabels = labels.LabelsOf }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<OrderColumns> LoadColumnsAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        Currency currency = await ReportingCurrency.OfAsync(_store, scope.Tenant, _settings, cancellationToken).ConfigureAwait(false);
        return await OrderColumnsBuilder.BuildAsync(new StoreOrderSource(_store, scope.Tenant, currency, new RateTable(_rates, currency, asOf.Zone)), cancellationToken).ConfigureAwait(false);
    }

    private static DimensionCount Count(RuleResult rule) =>
        new(rule.Descriptor.Dimension, rule.Descriptor.Id, rule.CountLabels().Select(static label => new LabelCount(label.Label, label.Customers)).ToValueList());

    private static IEnumerable<string> Problems(ClassificationResult result)
    {
        foreach (RuleResult rule in result.Rules)
        {
            if (rule.Stop is { } stop)
            {
                yield return $"{rule.Descriptor}: {stop}";
            }
            else if (rule.Failures.Count > 0)
            {
                yield return $"{rule.Descriptor} failed for {rule.Failures.Count} customers, whose labels stay as they were; first: {rule.Failures[0]}";
            }
        }
    }

    private static Category[]? LabelAt(OrderColumns columns, CustomerId customer, IReadOnlyList<Labels.LabelAssignment> labels, string dimension)
    {
        if (!columns.TryFind(customer, out int row) || labels.FirstOrDefault(label => label.Dimension == dimension)?.Label is not { } known)
        {
            return null;
        }

        var all = new Category[columns.Customers];
        all[row] = Category.Of(known);
        return all;
    }

    /// <summary>Brings the columns of the last run up to date; nothing where that cannot be, so that the run reads everything.</summary>
    private async Task<(Generation? Kept, OrderColumns? Columns)> GoOnAsync(CrmScope scope, Currency currency, Generation last, WatchedChanges changes, CancellationToken cancellationToken)
    {
        if (!await last.Rates.HoldsAsync(cancellationToken).ConfigureAwait(false))
        {
            return default;
        }

        var source = new StoreOrderSource(_store, scope.Tenant, currency, last.Rates);
        return await ColumnUpdate.RunAsync(last.Result.Columns, source, changes, _store, scope.Tenant, cancellationToken).ConfigureAwait(false) is { } columns ? (last, columns) : default;
    }

    private async Task<ClassificationInput> InputAsync(
        CrmScope scope, AsOf asOf, OrderColumns columns, IExtensions extensions, RuleRegistration[] rules, RateTable rates, IReadOnlyList<CustomerId>? customers, CancellationToken cancellationToken)
    {
        IEnumerable<Fact> wanted = FactLoader.Closure(rules.SelectMany(static rule => rule.Descriptor.Facts));
        RecordFacts records = await RecordFacts.ReadAsync(_store, scope, asOf, rates, wanted, customers, null, cancellationToken).ConfigureAwait(false);
        return new ClassificationInput { Columns = columns, AsOf = asOf, Rules = rules, Sources = [.. FactSourceRegistration.Of(extensions), new FactSourceRegistration(records)] };
    }

    /// <summary>The rules whose dimension's labels a rule reads.</summary>
    private static RuleRegistration[] ReadingLabels(RuleRegistration[] rules) =>
    [
        .. rules.Where(rule => rules.Any(other => other.Descriptor.Facts.Any(fact => fact.Formula is PreviousLabelFormula { Dimension: var read } && read == rule.Descriptor.Dimension))),
    ];

    private static RuleRegistration[] Rules(IExtensions extensions) =>
        [.. extensions.All<IRule>().Select(static extension => new RuleRegistration(extension.Instance, extension.Guard, InstanceNumbers.Describe(extension.Owner, extension.Instance)))];

    /// <summary>The rules of plugins, and behind them those of kept clusters: where both decide a dimension, the plugin's does.</summary>
    private async Task<RuleRegistration[]> RulesAsync(CrmScope scope, ClassificationOptions options, Currency currency, CancellationToken cancellationToken)
    {
        RuleRegistration[] all = [.. Rules(_extensions), .. await _clusters.ReadAsync(scope.Tenant, _extensions, currency, cancellationToken).ConfigureAwait(false)];
        foreach (string id in options.Rules)
        {
            if (!all.Any(rule => rule.Descriptor.Id == id))
            {
                throw new CrmException(ClassificationRunErrorCodes.UnknownRule, $"There is no rule '{id}'; there are {string.Join(", ", all.Select(static rule => rule.Descriptor.Id))}.");
            }
        }

        return options.Rules.IsEmpty ? all : [.. all.Where(rule => options.Rules.Contains(rule.Descriptor.Id))];
    }
}
