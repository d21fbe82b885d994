namespace Crm.Sdk.Value;

/// <summary>Customer lifetime value of a tenant: fits models of purchases and spend, and predicts from them (VA-1, VA-2).</summary>
/// <remarks>A thread-safe singleton. Orders are read as columns; what a fit holds grows with customers that differ.</remarks>
public interface ICustomerValue
{
    /// <summary>Fits a model and keeps the fit.</summary>
    /// <param name="scope">The tenant, and who fits.</param>
    /// <param name="request">Which model to which time.</param>
    /// <param name="cancellationToken">Stops the fit; nothing is kept then.</param>
    /// <exception cref="CrmException">CRM6001: there is no such model. CRM6004: the data cannot carry it.</exception>
    Task<ValueModelFit> FitAsync(CrmScope scope, ValueFitRequest request, CancellationToken cancellationToken);

    /// <summary>The latest kept fit of a model.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="until">The end of its observation; null for any.</param>
    /// <param name="unit">Its unit of time; null for any.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The fit, or null where there is none.</returns>
    Task<ValueModelFit?> FindFitAsync(CrmScope scope, string model, AsOf? until, TimeUnit? unit, CancellationToken cancellationToken);

    /// <summary>Predicts from the latest fits of that time; where there is none, the model is fitted first and the fit kept.</summary>
    /// <param name="scope">The tenant, and who predicts.</param>
    /// <param name="request">What to predict.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM6001: there is no such model. CRM6004: the data cannot carry it. CRM6005: horizon or discount is out of range.</exception>
    Task<ValuePredictions> PredictAsync(CrmScope scope, ValuePredictionRequest request, CancellationToken cancellationToken);

    /// <summary>Holds a model against what came after: fitted up to one instant, compared up to a later one.</summary>
    /// <param name="scope">The tenant, and who fits.</param>
    /// <param name="request">Which model to which time.</param>
    /// <param name="holdout">The end of the holdout.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CrmException">CRM6001: it is no model of purchases. CRM6004: the data cannot carry it. CRM6005: the holdout ends before the calibration.</exception>
    Task<ModelValidation> ValidateAsync(CrmScope scope, ValueFitRequest request, AsOf holdout, CancellationToken cancellationToken);

    /// <summary>The kept predictions of a customer, one a model.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<IReadOnlyList<ValuePrediction>> PredictionsOfAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken);
}
