namespace Crm.Sdk.Value;

/// <summary>The likelihood of the BG/NBD model with its gradient (Fader, Hardie, Lee 2005, equation 6, factored so that nothing overflows).</summary>
/// <remarks>
/// ln L = ln (r)_x + r ln α − (r + x) ln(α + T) + ln (b)_x − ln (a + b)_x + ln(1 + e^z), with z = ln(a / (b + x − 1)) + (r + x) ln((α + T) / (α + t_x)) where x is above 0;
/// 1 / (1 + e^z) is P(alive). Thread-safe.
/// </remarks>
internal sealed class BgNbdLikelihood(PurchaseSample sample) : ILikelihood
{
    public ValueList<string> Names { get; } = ["r", "alpha", "a", "b"];

    public int Rows => sample.Rows;

    public double Weight => sample.Customers;

    public ILikelihoodPoint At(ReadOnlySpan<double> parameters) => new Point(sample, parameters[0], parameters[1], parameters[2], parameters[3]);

    private sealed class Point : ILikelihoodPoint
    {
        private readonly PurchaseSample _sample;
        private readonly double _r;
        private readonly double _alpha;
        private readonly double _a;
        private readonly double _b;
        private readonly double _logAlpha;
        private readonly RisingTable _rate;
        private readonly double[] _stay; // ln (b)_x − ln (a + b)_x
        private readonly double[] _stayByA;
        private readonly double[] _stayByB;

        public Point(PurchaseSample sample, double r, double alpha, double a, double b)
        {
            (_sample, _r, _alpha, _a, _b) = (sample, r, alpha, a, b);
            _logAlpha = Math.Log(alpha);
            int most = sample.Rows == 0 ? 0 : sample.X[^1];
            _rate = new RisingTable(r, most);
            _stay = new double[most + 1];
            _stayByA = new double[most + 1];
            _stayByB = new double[most + 1];
            for (int x = 0; x < most; x++)
            {
                double sum = a + b + x;
                _stay[x + 1] = _stay[x] + StableMath.Log1P(-a / sum);
                _stayByA[x + 1] = _stayByA[x] - (1 / sum);
                _stayByB[x + 1] = _stayByB[x] + (a / (sum * (b + x)));
            }
        }

        public double Add(int from, int to, Span<double> gradient)
        {
            double total = 0, byR = 0, byAlpha = 0, byA = 0, byB = 0;
            double[] ages = _sample.Age, recencies = _sample.Recency, weights = _sample.Weight;
            int[] counts = _sample.X;
            for (int i = from; i < to; i++)
            {
                double weight = weights[i], age = _alpha + ages[i];
                double logAge = Math.Log(age);
                if (i < _sample.Repeaters)
                {
                    total += weight * _r * (_logAlpha - logAge);
                    byR += weight * (_logAlpha - logAge);
                    byAlpha += weight * _r * ((1 / _alpha) - (1 / age));
                    continue;
                }

                int x = counts[i];
                double k = _r + x, recency = _alpha + recencies[i];
                double gap = logAge - Math.Log(recency);
                double z = Math.Log(_a / (_b + x - 1)) + (k * gap);
                double power = Math.Exp(-Math.Abs(z));
                double softPlus = Math.Max(z, 0) + StableMath.Log1P(power);
                double inactive = (z >= 0 ? 1 : power) / (1 + power);
                total += weight * (_rate.Log[x] + (_r * _logAlpha) - (k * logAge) + _stay[x] + softPlus);
                byR += weight * (_rate.Slope[x] + _logAlpha - logAge + (inactive * gap));
                byAlpha += weight * ((_r / _alpha) - (k / age) + (inactive * k * ((1 / age) - (1 / recency))));
                byA += weight * (_stayByA[x] + (inactive / _a));
                byB += weight * (_stayByB[x] - (inactive / (_b + x - 1)));
            }

            gradient[0] += byR;
            gradient[1] += byAlpha;
            gradient[2] += byA;
            gradient[3] += byB;
            return total;
        }
    }
}
