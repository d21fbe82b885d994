using MathNet.Numerics.LinearAlgebra;

namespace Crm.Sdk.Credit;

/// <summary>Fits logistic regressions by maximum likelihood with Newton's method.</summary>
/// <remarks>Pure functions; thread-safe. Source: McCullagh and Nelder, Generalized Linear Models (1989), chapter 4.</remarks>
public static class LogisticRegression
{
    private const int MaxIterations = 50;
    private const double Tolerance = 1e-12;
    private const double FarOdds = 35; // e^35: every case is told apart, and the likelihood has no greatest value

    /// <summary>Fits.</summary>
    /// <param name="columns">The values, a column for each coefficient; finite numbers.</param>
    /// <param name="names">The columns' names, for errors.</param>
    /// <param name="bad">Which cases went bad.</param>
    /// <exception cref="CrmException">CRM6211: the columns follow from each other, or they tell good from bad without a mistake, so that there is no best fit.</exception>
    public static LogisticFit Fit(IReadOnlyList<double[]> columns, IReadOnlyList<string> names, ReadOnlySpan<bool> bad)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(names);
        int size = columns.Count + 1;
        var beta = new double[size];
        double before = double.NegativeInfinity;
        for (int iteration = 1; iteration <= MaxIterations; iteration++)
        {
            (double likelihood, double[] gradient, double[,] information, double far) = Derive(columns, bad, beta);
            if (far > FarOdds)
            {
                break;
            }

            Matrix<double> inverse = Invert(information, names);
            if (iteration > 1 && Math.Abs(likelihood - before) <= Tolerance * Math.Abs(likelihood))
            {
                return new LogisticFit(
                    beta[0],
                    ValueList.Create<double>(beta.AsSpan(1)),
                    Enumerable.Range(0, size).Select(i => Math.Sqrt(inverse[i, i])).ToValueList(),
                    likelihood,
                    iteration - 1);
            }

            before = likelihood;
            double[] step = inverse.Multiply(Vector<double>.Build.Dense(gradient)).ToArray();
            for (int i = 0; i < size; i++)
            {
                beta[i] += step[i];
            }
        }

        throw new CrmException(CreditErrorCodes.BadSample, $"{string.Join(", ", names)} tell good from bad cases without a mistake, so that no regression fits best; look for a characteristic that was known only after the outcome.");
    }

    private static (double Likelihood, double[] Gradient, double[,] Information, double Far) Derive(IReadOnlyList<double[]> columns, ReadOnlySpan<bool> bad, double[] beta)
    {
        int size = beta.Length;
        double likelihood = 0, far = 0;
        var gradient = new double[size];
        var information = new double[size, size];
        var row = new double[size];
        row[0] = 1;
        for (int one = 0; one < bad.Length; one++)
        {
            double odds = beta[0];
            for (int i = 1; i < size; i++)
            {
                row[i] = columns[i - 1][one];
                odds += beta[i] * row[i];
            }

            far = Math.Max(far, Math.Abs(odds));
            double probability = 1 / (1 + Math.Exp(-odds));
            likelihood -= bad[one] ? SoftPlus(-odds) : SoftPlus(odds);
            double residual = (bad[one] ? 1 : 0) - probability, weight = probability * (1 - probability);
            for (int i = 0; i < size; i++)
            {
                gradient[i] += residual * row[i];
                for (int j = 0; j <= i; j++)
                {
                    information[i, j] += weight * row[i] * row[j];
                }
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
            {
                information[j, i] = information[i, j];
            }
        }

        return (likelihood, gradient, information, far);
    }

    /// <summary>ln(1 + e^x), without overflow.</summary>
    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private static Matrix<double> Invert(double[,] information, IReadOnlyList<string> names)
    {
        Matrix<double> matrix = Matrix<double>.Build.DenseOfArray(information);
        try
        {
            return matrix.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(matrix.RowCount));
        }
        catch (ArgumentException error)
        {
            throw new CrmException(CreditErrorCodes.BadSample, $"Among {string.Join(", ", names)} some follow from others, so that no regression is the only best one; leave one out.", error);
        }
    }
}
