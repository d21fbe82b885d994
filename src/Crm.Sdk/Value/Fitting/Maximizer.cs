namespace Crm.Sdk.Value;

/// <summary>Finds the maximum of a mean log-likelihood by BFGS with a line search that keeps Wolfe's conditions (Nocedal and Wright 2006, algorithms 6.1, 3.5 and 3.6).</summary>
/// <remarks>Deterministic. Used by one thread.</remarks>
internal sealed class Maximizer(PartitionedSum sum)
{
    private const int MostIterations = 200;
    private const int MostTrials = 30;
    private const double Sufficient = 1e-4;
    private const double Curvature = 0.9;
    private const double LongestStep = 2; // of a logarithm: beyond it a quadratic model means nothing

    /// <param name="start">The logarithms of the parameters to begin at.</param>
    /// <param name="inverse">What the inverse of the negative Hessian is taken for at first; null for none known.</param>
    /// <param name="tolerance">The greatest component of the gradient that counts as none.</param>
    public Maximum Run(double[] start, double[,]? inverse, double tolerance)
    {
        int count = start.Length, iterations = 0;
        double[] at = [.. start], gradient = new double[count], next = new double[count], nextGradient = new double[count];
        double[,] h = inverse ?? Identity(count);
        double value = sum.Mean(at, gradient);
        while (double.IsFinite(value) && Greatest(gradient) > tolerance && iterations < MostIterations)
        {
            iterations++;
            double[] direction = Times(h, gradient);
            double slope = Dot(direction, gradient);
            if (!(slope > 0))
            {
                h = Identity(count);
                direction = [.. gradient];
                slope = Dot(direction, gradient);
            }

            double longest = LongestStep / Math.Max(Greatest(direction), 1e-300);
            double found = Search(at, direction, value, slope, Math.Min(1, longest), longest, next, nextGradient);
            if (double.IsNaN(found))
            {
                break; // no better point: the gradient is rounding
            }

            Update(h, at, next, gradient, nextGradient, isFirst: inverse is null && iterations == 1);
            double gained = found - value;
            value = found;
            (at, next) = (next, at);
            (gradient, nextGradient) = (nextGradient, gradient);
            if (gained <= 1e-16 * Math.Abs(value) && Greatest(gradient) <= 100 * tolerance)
            {
                break;
            }
        }

        double rest = Greatest(gradient);
        return new Maximum(at, value, rest, iterations, double.IsFinite(value) && rest <= 100 * tolerance);
    }

    private double Search(double[] at, double[] direction, double value, double slope, double first, double longest, double[] next, double[] nextGradient)
    {
        double low = 0, high = double.NaN, step = first, lowValue = value;
        for (int trial = 0; trial < MostTrials; trial++)
        {
            for (int i = 0; i < at.Length; i++)
            {
                next[i] = at[i] + (step * direction[i]);
            }

            double found = sum.Mean(next, nextGradient);
            double foundSlope = Dot(nextGradient, direction);
            if (!double.IsFinite(found) || found < value + (Sufficient * step * slope) - (1e-15 * Math.Abs(value)) || (trial > 0 && found < lowValue))
            {
                high = step;
            }
            else if (Math.Abs(foundSlope) <= Curvature * slope)
            {
                return found;
            }
            else if (foundSlope > 0)
            {
                if (step >= longest)
                {
                    return found;
                }

                (low, lowValue) = (step, found);
            }
            else
            {
                high = step;
            }

            double after = double.IsNaN(high) ? Math.Min(longest, 2 * step) : (low + high) / 2;
            if (Math.Abs(after - step) <= 1e-12 * step)
            {
                return found > value ? found : double.NaN;
            }

            step = after;
        }

        return double.NaN;
    }

    /// <summary>The BFGS update of the inverse, for a maximum: y is the fall of the gradient.</summary>
    private static void Update(double[,] h, double[] at, double[] next, double[] gradient, double[] nextGradient, bool isFirst)
    {
        int count = at.Length;
        double[] s = new double[count], y = new double[count];
        for (int i = 0; i < count; i++)
        {
            s[i] = next[i] - at[i];
            y[i] = gradient[i] - nextGradient[i];
        }

        double sy = Dot(s, y), yy = Dot(y, y);
        if (!(sy > 1e-14 * Math.Sqrt(yy * Dot(s, s))))
        {
            return;
        }

        if (isFirst)
        {
            for (int i = 0; i < count; i++)
            {
                h[i, i] = sy / yy;
            }
        }

        double[] hy = Times(h, y);
        double factor = (1 + (Dot(y, hy) / sy)) / sy;
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                h[i, j] += (factor * s[i] * s[j]) - (((hy[i] * s[j]) + (s[i] * hy[j])) / sy);
            }
        }
    }

    private static double[,] Identity(int count)
    {
        double[,] identity = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            identity[i, i] = 1;
        }

        return identity;
    }

    private static double[] Times(double[,] matrix, double[] vector)
    {
        double[] product = new double[vector.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            for (int j = 0; j < vector.Length; j++)
            {
                product[i] += matrix[i, j] * vector[j];
            }
        }

        return product;
    }

    private static double Dot(double[] a, double[] b)
    {
        double dot = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += a[i] * b[i];
        }

        return dot;
    }

    private static double Greatest(double[] vector)
    {
        double greatest = 0;
        foreach (double component in vector)
        {
            greatest = Math.Max(greatest, Math.Abs(component));
        }

        return greatest;
    }
}
