namespace Crm.Sdk.Value;

/// <summary>A likelihood at given parameters.</summary>
internal interface ILikelihoodPoint
{
    /// <summary>Adds the log-likelihood of some rows and its gradient by the parameters.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="to">One past the last row.</param>
    /// <param name="gradient">Added to.</param>
    /// <returns>The log-likelihood of the rows.</returns>
    double Add(int from, int to, Span<double> gradient);
}
