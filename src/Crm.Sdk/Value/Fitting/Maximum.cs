namespace Crm.Sdk.Value;

/// <summary>Where a search for a maximum ended.</summary>
/// <param name="Logs">The logarithms of the parameters.</param>
/// <param name="Value">The mean log-likelihood.</param>
/// <param name="Gradient">The greatest component of the gradient of the mean.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Converged">Whether the gradient is as good as none.</param>
internal sealed record Maximum(double[] Logs, double Value, double Gradient, int Iterations, bool Converged);
