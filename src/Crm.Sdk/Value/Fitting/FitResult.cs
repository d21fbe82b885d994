namespace Crm.Sdk.Value;

/// <summary>What a search found.</summary>
/// <param name="Maximum">Where it ended.</param>
/// <param name="Covariance">The covariance of the logarithms of the parameters; null where it was not asked for or the likelihood is too flat.</param>
internal sealed record FitResult(Maximum Maximum, double[,]? Covariance)
{
    /// <summary>The value of a parameter.</summary>
    public double Of(int index, double scale = 1) => Math.Exp(Maximum.Logs[index]) * scale;

    /// <summary>The standard error of the logarithm of a parameter, which is the relative one of the parameter.</summary>
    public double? RelativeError(int index) => Covariance is null ? null : Math.Sqrt(Covariance[index, index]);

    /// <summary>A parameter with its standard error by the delta method.</summary>
    public ModelParameter Parameter(string name, int index, double scale = 1) => new(name, Of(index, scale), Of(index, scale) * RelativeError(index));
}
