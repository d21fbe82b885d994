namespace Crm.Sdk.Value;

/// <summary>The search for a maximum that all models share: several starts on a thinned sample, the best of them on all rows, then the observed information.</summary>
internal static class FitSearch
{
    /// <summary>How many rows starts are tried on.</summary>
    public const int ThinnedRows = 4_000;

    private const double CoarseTolerance = 1e-6;

    /// <summary>Searches.</summary>
    /// <param name="all">The likelihood of all rows.</param>
    /// <param name="thinned">That of some; the same object where there are few rows.</param>
    /// <param name="starts">Parameters to begin at.</param>
    /// <param name="options">When the gradient counts as none.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static FitResult Run(ILikelihood all, ILikelihood thinned, IEnumerable<double[]> starts, FitOptions options, CancellationToken cancellationToken)
    {
        var coarse = new PartitionedSum(thinned, cancellationToken);
        Maximum? best = null;
        foreach (double[] start in starts)
        {
            Maximum tried = new Maximizer(coarse).Run(Array.ConvertAll(start, Math.Log), null, CoarseTolerance);
            best = double.IsFinite(tried.Value) && (best is null || tried.Value > best.Value) ? tried : best;
        }

        if (best is null)
        {
            throw new CrmException(ValueErrorCodes.CannotFit, "The likelihood is nowhere finite at the parameters that a fit starts from; look for times or amounts of absurd size.");
        }

        var sum = new PartitionedSum(all, cancellationToken);
        Maximum found = new Maximizer(sum).Run(best.Logs, Inverse(coarse.Hessian(best.Logs)), options.Tolerance);
        return new FitResult(found, options.StandardErrors ? Covariance(sum.Hessian(found.Logs), all.Weight) : null);
    }

    /// <summary>The covariance of the logarithms: the inverse of the observed information; null where it is not positive definite.</summary>
    private static double[,]? Covariance(double[,] hessianOfMean, double weight)
    {
        double[,]? inverse = Inverse(hessianOfMean);
        if (inverse is not null)
        {
            for (int i = 0; i < inverse.GetLength(0); i++)
            {
                for (int j = 0; j < inverse.GetLength(1); j++)
                {
                    inverse[i, j] /= weight;
                }
            }
        }

        return inverse;
    }

    /// <summary>The inverse of the negative of a matrix, by Cholesky; null where that is not positive definite.</summary>
    private static double[,]? Inverse(double[,] matrix)
    {
        int count = matrix.GetLength(0);
        var negative = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(matrix).Negate();
        if (negative.Enumerate().Any(static value => !double.IsFinite(value)) || negative.Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Any(static value => !(value.Real > 1e-13)))
        {
            return null;
        }

        return negative.Cholesky().Solve(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseIdentity(count)).ToArray();
    }
}
