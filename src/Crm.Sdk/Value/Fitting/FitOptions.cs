namespace Crm.Sdk.Value;

/// <summary>How a model is fitted, and when a fit is refused or doubted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record FitOptions
{
    /// <summary>The defaults.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>The fewest customers with repeat purchases that a fit takes; fewer are refused.</summary>
    public int FewestRepeaters { get; init; } = 10;

    /// <summary>How many customers with repeat purchases a fit should have; fewer are warned of.</summary>
    public int WantedRepeaters { get; init; } = 100;

    /// <summary>The relative standard error from which on a parameter counts as not determined by the data.</summary>
    public double FlatRelativeError { get; init; } = 0.75;

    /// <summary>The share of customers who became inactive by the fitted model from which downwards there is little churn to learn from.</summary>
    public double LittleChurn { get; init; } = 0.05;

    /// <summary>The correlation of mean spend and repeat purchases from which on spend counts as dependent.</summary>
    public double StrongCorrelation { get; init; } = 0.3;

    /// <summary>The greatest component of the gradient of the mean log-likelihood, by the logarithms of the parameters, that counts as none.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Whether standard errors are computed, which costs two sums a parameter; without them flat likelihoods are not found.</summary>
    public bool StandardErrors { get; init; } = true;
}
