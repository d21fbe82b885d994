using Crm.Sdk.Classification;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Value;

/// <summary>Fits value models to the orders of a tenant, keeps the fits, and predicts from them.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CustomerValue : ICustomerValue
{
    private const int PageSize = 1_000;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly IClassifier _classifier;
    private readonly IClock _clock;
    private readonly QueryRunner _queries;

    /// <summary>Makes the service.</summary>
    public CustomerValue(ICrm crm, ICrmStore store, IClassifier classifier, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _crm = crm;
        _store = store;
        _classifier = classifier;
        _clock = clock;
        _queries = new QueryRunner(store, crm.Model);
    }

    /// <inheritdoc/>
    public async Task<ValueModelFit> FitAsync(CrmScope scope, ValueFitRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        Known(request.Model, ValueModelNames.All);
        PurchaseTable table = await TableAsync(scope, request.Until, cancellationToken).ConfigureAwait(false);
        return await FitAsync(scope, request, table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ValueModelFit?> FindFitAsync(CrmScope scope, string model, AsOf? until, TimeUnit? unit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(model);
        ValueModelFit? latest = null;
        await foreach (ValueModelFit fit in AllAsync<ValueModelFit>(scope, ValueModel.Fit, Condition.Equal(ValueModel.Model, FieldValue.Of(model)), cancellationToken).ConfigureAwait(false))
        {
            bool fits = (until is null || (fit.AsOf == until.Instant && fit.Zone == until.Zone.Id)) && (unit is null || fit.Unit == unit) && fit.Version == ValueModelFit.CurrentVersion;
            if (fits && (latest is null || (fit.FittedAt, fit.Id).CompareTo((latest.FittedAt, latest.Id)) > 0))
            {
                latest = fit;
            }
        }

        return latest;
    }

    /// <inheritdoc/>
    public async Task<ValuePredictions> PredictAsync(CrmScope scope, ValuePredictionRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        Known(request.Model, ValueModelNames.OfPurchases);
        Parameters.Time(request.Horizon);
        if (!(request.YearlyDiscount > -1) || double.IsInfinity(request.YearlyDiscount))
        {
            throw new CrmException(ValueErrorCodes.BadHorizon, FormattableString.Invariant($"A discount of {request.YearlyDiscount} a year cannot be computed; give a fraction above -1, such as 0.1."));
        }

        PurchaseTable table = await TableAsync(scope, request.Until, cancellationToken).ConfigureAwait(false);
        ValueModelFit fit = await FindFitAsync(scope, request.Model, request.Until, request.Unit, cancellationToken).ConfigureAwait(false)
            ?? await FitAsync(scope, new ValueFitRequest(request.Model, request.Until) { Unit = request.Unit ?? TimeUnit.Week }, table, cancellationToken).ConfigureAwait(false);
        (ValueModelFit? spend, string? refused) = await SpendAsync(scope, request.Until, fit.Unit, table, cancellationToken).ConfigureAwait(false);
        var run = new PredictionRun(_store, _clock, scope, table, fit, spend, request);
        return new ValuePredictions(fit, spend, refused, table.Count, run.RowsAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<ModelValidation> ValidateAsync(CrmScope scope, ValueFitRequest request, AsOf holdout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        Known(request.Model, ValueModelNames.OfPurchases);
        PurchaseTable table = await TableAsync(scope, request.Until, cancellationToken).ConfigureAwait(false);
        ValueModelFit fit = await FindFitAsync(scope, request.Model, request.Until, request.Unit, cancellationToken).ConfigureAwait(false)
            ?? await FitAsync(scope, request, table, cancellationToken).ConfigureAwait(false);
        IPurchaseModel model = fit.ToPurchaseModel();
        (ValueList<HoldoutBucket> buckets, double error) = ModelEvaluation.Holdout(model, fit.Unit, table, holdout, cancellationToken: cancellationToken);
        return new ModelValidation(fit, holdout, buckets, ModelEvaluation.Track(model, fit.Unit, table, holdout, cancellationToken), error);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ValuePrediction>> PredictionsOfAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var predictions = new List<ValuePrediction>();
        await foreach (ValuePrediction prediction in AllAsync<ValuePrediction>(scope, ValueModel.Prediction, Condition.Equal(ValueModel.Customer, FieldValue.Of(customer)), cancellationToken).ConfigureAwait(false))
        {
            predictions.Add(prediction);
        }

        predictions.Sort(static (a, b) => string.CompareOrdinal(a.Model, b.Model));
        return predictions;
    }

    private static void Known(string model, ValueList<string> known)
    {
        if (!known.Contains(model))
        {
            throw ValueModelRules.Unknown(model, known);
        }
    }

    private async Task<PurchaseTable> TableAsync(CrmScope scope, AsOf until, CancellationToken cancellationToken) =>
        PurchaseTable.Of(await _classifier.LoadColumnsAsync(scope, until, cancellationToken).ConfigureAwait(false), until, cancellationToken);

    private async Task<(ValueModelFit? Fit, string? Refused)> SpendAsync(CrmScope scope, AsOf until, TimeUnit unit, PurchaseTable table, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindFitAsync(scope, ValueModelNames.GammaGamma, until, null, cancellationToken).ConfigureAwait(false)
                ?? await FitAsync(scope, new ValueFitRequest(ValueModelNames.GammaGamma, until) { Unit = unit }, table, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CrmException refused) when (refused.Code == ValueErrorCodes.CannotFit)
        {
            return (null, refused.Message); // purchases can be predicted without spend; the reader is told
        }
    }

    private async Task<ValueModelFit> FitAsync(CrmScope scope, ValueFitRequest request, PurchaseTable table, CancellationToken cancellationToken)
    {
        ValueModelFit fit = await Task.Run(() => Fit(request, table, cancellationToken), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = _crm.OpenSession(scope);
        session.Add(fit);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return fit;
    }

    private ValueModelFit Fit(ValueFitRequest request, PurchaseTable table, CancellationToken cancellationToken)
    {
        switch (request.Model)
        {
            case ValueModelNames.BgNbd:
                return Kept(request, table, ModelFitting.BgNbd(PurchaseSample.Of(table, request.Unit), request.Options, cancellationToken), []);
            case ValueModelNames.ParetoNbd:
                return Kept(request, table, ModelFitting.ParetoNbd(PurchaseSample.Of(table, request.Unit), request.Options, cancellationToken), []);
            default:
                int unknown = table.WithUnknownAmount;
                return Kept(
                    request,
                    table,
                    ModelFitting.GammaGamma(SpendSample.Of(table), request.Options, cancellationToken),
                    unknown == 0 ? [] : [new FitWarning(FitWarnings.AmountsUnknown, [unknown])]);
        }
    }

    private ValueModelFit Kept<TModel>(ValueFitRequest request, PurchaseTable table, ModelFit<TModel> fit, ValueList<FitWarning> further) => new()
    {
        Id = RecordId.New(),
        Model = request.Model,
        AsOf = request.Until.Instant,
        Zone = request.Until.Zone.Id,
        Unit = request.Unit,
        Currency = table.Currency.Code,
        FittedAt = _clock.GetCurrentInstant().FloorToMicrosecond(),
        Parameters = fit.Parameters,
        LogLikelihood = fit.LogLikelihood,
        Customers = fit.Customers,
        Rows = fit.Rows,
        Iterations = fit.Iterations,
        Converged = fit.Converged,
        Warnings = [.. fit.Warnings, .. further],
    };

    private IAsyncEnumerable<T> AllAsync<T>(CrmScope scope, KindModel kind, Condition where, CancellationToken cancellationToken)
        where T : class => _queries.AllAsync<T>(new StoreQuery(scope.Tenant, kind.Kind) { Where = where, Limit = PageSize }, cancellationToken);
}
