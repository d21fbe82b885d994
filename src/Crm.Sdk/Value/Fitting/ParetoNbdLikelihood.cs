namespace Crm.Sdk.Value;

/// <summary>The likelihood of the Pareto/NBD model with its gradient (Fader and Hardie 2005, A Note on Deriving the Pareto/NBD Model).</summary>
/// <remarks>
/// ln L = ln (r)_x + r ln α + s ln β + ln((α + T)^−(r+x) (β + T)^−s + s I), with the integral I of <see cref="DeathIntegral"/>, whose means give the gradient. Thread-safe.
/// </remarks>
internal sealed class ParetoNbdLikelihood(PurchaseSample sample) : ILikelihood
{
    public ValueList<string> Names { get; } = ["r", "alpha", "s", "beta"];

    public int Rows => sample.Rows;

    public double Weight => sample.Customers;

    public ILikelihoodPoint At(ReadOnlySpan<double> parameters) => new Point(sample, parameters[0], parameters[1], parameters[2], parameters[3]);

    private sealed class Point(PurchaseSample sample, double r, double alpha, double s, double beta) : ILikelihoodPoint
    {
        private readonly RisingTable _rate = new(r, sample.Rows == 0 ? 0 : sample.X[^1]);

        public double Add(int from, int to, Span<double> gradient)
        {
            double total = 0, byR = 0, byAlpha = 0, byS = 0, byBeta = 0;
            double logAlpha = Math.Log(alpha), logBeta = Math.Log(beta), logS = Math.Log(s);
            var integral = default(DeathIntegral);
            for (int i = from; i < to; i++)
            {
                int x = sample.X[i];
                double weight = sample.Weight[i], k = r + x, age = sample.Age[i];
                double logAlphaAge = Math.Log(alpha + age), logBetaAge = Math.Log(beta + age);
                double active = -(k * logAlphaAge) - (s * logBetaAge), inactive = 0, softPlus = 0;
                if (sample.Recency[i] < age)
                {
                    integral.Compute(k, s + 1, alpha, beta, sample.Recency[i], age);
                    double z = logS + integral.Log - active;
                    double power = Math.Exp(-Math.Abs(z));
                    softPlus = Math.Max(z, 0) + StableMath.Log1P(power);
                    inactive = (z >= 0 ? 1 : power) / (1 + power);
                }

                double still = 1 - inactive;
                total += weight * (_rate.Log[x] + (r * logAlpha) + (s * logBeta) + active + softPlus);
                byR += weight * (_rate.Slope[x] + logAlpha - (still * logAlphaAge) - (inactive * integral.MeanLogAlpha));
                byAlpha += weight * ((r / alpha) - (still * k / (alpha + age)) - (inactive * k * integral.MeanInverseAlpha));
                byS += weight * (logBeta - (still * logBetaAge) + (inactive * ((1 / s) - integral.MeanLogBeta)));
                byBeta += weight * ((s / beta) - (still * s / (beta + age)) - (inactive * (s + 1) * integral.MeanInverseBeta));
            }

            gradient[0] += byR;
            gradient[1] += byAlpha;
            gradient[2] += byS;
            gradient[3] += byBeta;
            return total;
        }
    }
}
