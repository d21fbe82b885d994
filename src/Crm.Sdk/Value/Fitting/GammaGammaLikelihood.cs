namespace Crm.Sdk.Value;

/// <summary>The likelihood of the Gamma-Gamma model with its gradient (Fader and Hardie 2013, note 025, equation 1a).</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class GammaGammaLikelihood(SpendSample sample) : ILikelihood
{
    public ValueList<string> Names { get; } = ["p", "q", "gamma"];

    public int Rows => sample.Rows;

    public double Weight => sample.Customers;

    public ILikelihoodPoint At(ReadOnlySpan<double> parameters) => new Point(sample, parameters[0], parameters[1], parameters[2]);

    private sealed class Point : ILikelihoodPoint
    {
        private readonly SpendSample _sample;
        private readonly double _p;
        private readonly double _q;
        private readonly double _gamma;
        private readonly double[] _log; // ln Γ(px + q) − ln Γ(px) − ln Γ(q), for the counts that there are
        private readonly double[] _byP;
        private readonly double[] _byQ;

        public Point(SpendSample sample, double p, double q, double gamma)
        {
            (_sample, _p, _q, _gamma) = (sample, p, q, gamma);
            int most = sample.Rows == 0 ? 0 : sample.X[^1];
            _log = new double[most + 1];
            _byP = new double[most + 1];
            _byQ = new double[most + 1];
            double logQ = GammaFunctions.LogGamma(q), slopeQ = GammaFunctions.Digamma(q);
            for (int i = 0; i < sample.Rows; i++)
            {
                int x = sample.X[i];
                if (i > 0 && x == sample.X[i - 1])
                {
                    continue; // rows are sorted by x
                }

                double shape = p * x, slope = GammaFunctions.Digamma(shape + q);
                _log[x] = GammaFunctions.LogGamma(shape + q) - GammaFunctions.LogGamma(shape) - logQ;
                _byP[x] = x * (slope - GammaFunctions.Digamma(shape));
                _byQ[x] = slope - slopeQ;
            }
        }

        public double Add(int from, int to, Span<double> gradient)
        {
            double total = 0, byP = 0, byQ = 0, byGamma = 0;
            double logGamma = Math.Log(_gamma);
            for (int i = from; i < to; i++)
            {
                int x = _sample.X[i];
                double weight = _sample.Weight[i], spend = _sample.Mean[i] * x, sum = _gamma + spend;
                double logSum = Math.Log(sum), logSpend = Math.Log(spend), shape = _p * x;
                total += weight * (_log[x] + (_q * logGamma) + (shape * logSpend) - Math.Log(_sample.Mean[i]) - ((shape + _q) * logSum));
                byP += weight * (_byP[x] + (x * (logSpend - logSum)));
                byQ += weight * (_byQ[x] + logGamma - logSum);
                byGamma += weight * ((_q / _gamma) - ((shape + _q) / sum));
            }

            gradient[0] += byP;
            gradient[1] += byQ;
            gradient[2] += byGamma;
            return total;
        }
    }
}
