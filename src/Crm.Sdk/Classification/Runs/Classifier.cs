using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>Reads columns, runs the engine, and writes the labels that changed.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Classifier : IClassifier
{
    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly IExtensions _extensions;
    private readonly ClassificationEngine _engine;
    private readonly ClassifierSettings _settings;
    private readonly IExchangeRates? _rates;
    private readonly TimeProvider _time;
    private readonly RunLedger _ledger;
    private readonly LabelReader _labels;

    /// <summary>Makes a classifier.</summary>
    public Classifier(ICrm crm, ICrmStore store, IExtensions extensions, ClassificationEngine engine, ClassifierSettings settings, IClock clock, TimeProvider time, IExchangeRates? rates = null)
    {
        _crm = crm;
        _store = store;
        _extensions = extensions;
        _engine = engine;
        _settings = settings;
        _rates = rates;
        _time = time;
        _ledger = new RunLedger(crm, store, clock);
        _labels = new LabelReader(crm, store);
    }

    /// <inheritdoc/>
    public async Task<ClassificationReport> RunAsync(CrmScope scope, AsOf asOf, ClassificationOptions? options, IProgress<ClassificationProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        RuleRegistration[] rules = Rules(options ?? new ClassificationOptions());

        long start = _time.GetTimestamp();
        progress?.Report(new ClassificationProgress(ClassificationStep.Reading, 0, null));
        OrderColumns columns = await LoadColumnsAsync(scope, asOf, cancellationToken).ConfigureAwait(false);
        ClassificationRun run = await _ledger.BeginAsync(scope, asOf, columns.Currency, rules.Select(static rule => rule.Descriptor.ToString()).ToValueList(), cancellationToken).ConfigureAwait(false);
        PreviousLabels previous = await PreviousLabels.LoadAsync(_labels, scope, columns, rules, cancellationToken).ConfigureAwait(false);
        Duration reading = Since(ref start);

        progress?.Report(new ClassificationProgress(ClassificationStep.Deciding, 0, columns.Customers));
        ClassificationResult result = await _engine.RunAsync(new ClassificationInput { Columns = columns, AsOf = asOf, Rules = rules, Sources = Sources() }, cancellationToken).ConfigureAwait(false);
        Duration deciding = Since(ref start);

        long changed = await _ledger.WriteAsync(
            scope,
            run,
            previous.Changes(result),
            done => progress?.Report(new ClassificationProgress(ClassificationStep.Writing, done, null)),
            cancellationToken).ConfigureAwait(false);
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
        return new ClassificationReport(
            completed,
            result.Rules.Where(static rule => rule.Stop is null).Select(Count).ToValueList(),
            Problems(result).ToValueList(),
            columns.UnknownAmounts,
            reading,
            deciding,
            Since(ref start));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RuleExplanation>> ExplainAsync(CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        ClassificationRun? current = await _labels.CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
        PopulationModel? model = current?.Model is { } json ? PopulationModel.FromJson(json) : null;
        StoreOrderSource source = await SourceAsync(scope, asOf, cancellationToken).ConfigureAwait(false);

        // With a learned population model the customer's own events are enough.
        OrderColumns columns = await OrderColumnsBuilder.BuildAsync(source, model is null ? null : [customer], cancellationToken).ConfigureAwait(false);
        return await _engine.ExplainAsync(
            new ClassificationInput { Columns = columns, AsOf = asOf, Rules = Rules(new ClassificationOptions()), Sources = Sources(), Model = model },
            customer,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<OrderColumns> LoadColumnsAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(asOf);
        return await OrderColumnsBuilder.BuildAsync(await SourceAsync(scope, asOf, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
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

    private Duration Since(ref long start)
    {
        long now = _time.GetTimestamp();
        var elapsed = Duration.FromTimeSpan(_time.GetElapsedTime(start, now));
        start = now;
        return elapsed;
    }

    private RuleRegistration[] Rules(ClassificationOptions options)
    {
        RuleRegistration[] all = [.. _extensions.All<IRule>().Select(static extension => new RuleRegistration(extension.Instance, extension.Guard, extension.Owner.ToString()))];
        foreach (string id in options.Rules)
        {
            if (!all.Any(rule => rule.Descriptor.Id == id))
            {
                throw new CrmException(ClassificationRunErrorCodes.UnknownRule, $"There is no rule '{id}'; there are {string.Join(", ", all.Select(static rule => rule.Descriptor.Id))}.");
            }
        }

        return options.Rules.IsEmpty ? all : [.. all.Where(rule => options.Rules.Contains(rule.Descriptor.Id))];
    }

    private FactSourceRegistration[] Sources() =>
        [.. _extensions.All<IFactSource>().Select(static extension => new FactSourceRegistration(extension.Instance, extension.Guard, extension.Owner.ToString()))];

    private async Task<StoreOrderSource> SourceAsync(CrmScope scope, AsOf asOf, CancellationToken cancellationToken) =>
        new(_store, scope.Tenant, await ReportingCurrencyAsync(scope, cancellationToken).ConfigureAwait(false), asOf.Zone, _rates);

    /// <summary>The configured currency, or that of the first order: a tenant that trades in one currency need not say which.</summary>
    private async Task<Currency> ReportingCurrencyAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        if (_settings.ReportingCurrency is { } code)
        {
            return Currency.Parse(code);
        }

        RecordPage first = await _store.QueryAsync(new StoreQuery(scope.Tenant, OrderModel.Kind.Kind) { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return first.Records.Count > 0 ? ((Order)first.Records[0].Entity).Currency : Currency.Cny;
    }
}
