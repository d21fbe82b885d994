namespace Crm.Sdk.Value;

/// <summary>The mean log-likelihood of all rows and its gradient by the logarithms of the parameters, over all processors.</summary>
/// <remarks>
/// Rows are cut into parts of a fixed size whose sums are added in their order, so the answer is the same to the last bit whatever the number of threads. Thread-safe.
/// </remarks>
internal sealed class PartitionedSum(ILikelihood likelihood, CancellationToken cancellationToken)
{
    private const int RowsAtOnce = 4_096;
    private readonly int _count = likelihood.Names.Count;

    /// <summary>How often the whole sum was taken.</summary>
    public int Evaluations { get; private set; }

    /// <summary>The mean over customers.</summary>
    /// <param name="logs">The logarithms of the parameters.</param>
    /// <param name="gradient">Set to the gradient of the mean by these logarithms.</param>
    public double Mean(ReadOnlySpan<double> logs, Span<double> gradient)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Evaluations++;
        int count = _count;
        double[] parameters = new double[count];
        for (int i = 0; i < count; i++)
        {
            parameters[i] = Math.Exp(logs[i]);
        }

        ILikelihoodPoint point = likelihood.At(parameters);
        int parts = (likelihood.Rows + RowsAtOnce - 1) / RowsAtOnce;
        double[] sums = new double[parts * (count + 1)];
        if (parts <= 1)
        {
            Part(0);
        }
        else
        {
            Parallel.For(0, parts, Part);
        }

        void Part(int part)
        {
            Span<double> sum = sums.AsSpan(part * (count + 1), count + 1);
            sum[count] = point.Add(part * RowsAtOnce, Math.Min(likelihood.Rows, (part + 1) * RowsAtOnce), sum[..count]);
        }

        double total = 0;
        gradient.Clear();
        for (int part = 0; part < parts; part++)
        {
            ReadOnlySpan<double> sum = sums.AsSpan(part * (count + 1), count + 1);
            total += sum[count];
            for (int i = 0; i < count; i++)
            {
                gradient[i] += sum[i];
            }
        }

        for (int i = 0; i < count; i++)
        {
            gradient[i] *= parameters[i] / likelihood.Weight;
        }

        return total / likelihood.Weight;
    }

    /// <summary>The Hessian of the mean by the logarithms: central differences of the analytic gradient, made symmetric.</summary>
    public double[,] Hessian(ReadOnlySpan<double> logs)
    {
        const double Step = 1e-4;
        int count = _count;
        double[,] hessian = new double[count, count];
        double[] at = logs.ToArray(), above = new double[count], below = new double[count];
        for (int i = 0; i < count; i++)
        {
            at[i] = logs[i] + Step;
            Mean(at, above);
            at[i] = logs[i] - Step;
            Mean(at, below);
            at[i] = logs[i];
            for (int j = 0; j < count; j++)
            {
                hessian[i, j] += (above[j] - below[j]) / (4 * Step);
                hessian[j, i] += (above[j] - below[j]) / (4 * Step);
            }
        }

        return hessian;
    }
}
