namespace Crm.Sdk.Value;

/// <summary>What to predict of all customers.</summary>
/// <param name="Model">The model of purchases, of <see cref="ValueModelNames.OfPurchases"/>.</param>
/// <param name="Until">The end of the observation, from which on is looked ahead.</param>
/// <param name="Horizon">How far to look ahead, in units of time; 0 or more.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ValuePredictionRequest(string Model, AsOf Until, double Horizon)
{
    /// <summary>The unit of the horizon and of the answer's times; null for that of the stored fit, and weeks where there is none.</summary>
    public TimeUnit? Unit { get; init; }

    /// <summary>The rate of discount a year as a fraction, above −1; 0 by default.</summary>
    public double YearlyDiscount { get; init; }

    /// <summary>Whether predictions are kept as <see cref="ValuePrediction"/>, each in the place of the customer's last one by the same model.</summary>
    public bool Keep { get; init; }
}
