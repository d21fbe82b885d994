namespace Crm.Sdk.Value;

/// <summary>
/// The BG/NBD model: purchases come at a rate λ ~ Gamma(r, α); after each purchase a customer becomes inactive with a probability p ~ Beta(a, b).
/// </summary>
/// <remarks>
/// Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275–284. A customer without repeat purchases is active by construction:
/// P(alive) is 1. Nothing divides by a − 1: see <see cref="ExpectedPurchases(RepeatPurchases, double)"/>. Immutable and thread-safe.
/// </remarks>
public sealed record BgNbdModel : IPurchaseModel
{
    /// <summary>Makes a model of its parameters.</summary>
    /// <param name="r">The shape of the rates of purchase, above 0.</param>
    /// <param name="alpha">Their scale in units of time, above 0: the mean rate is r / α.</param>
    /// <param name="a">The first shape of the probabilities of becoming inactive, above 0: their mean is a / (a + b).</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <exception cref="CrmException">CRM6003: a parameter is out of its range.</exception>
    public BgNbdModel(double r, double alpha, double a, double b)
    {
        R = Sdk.Value.Parameters.Positive(r, Name, "r");
        Alpha = Sdk.Value.Parameters.Positive(alpha, Name, "alpha");
        A = Sdk.Value.Parameters.Positive(a, Name, "a");
        B = Sdk.Value.Parameters.Positive(b, Name, "b");
    }

    /// <summary>The shape of the rates of purchase.</summary>
    public double R { get; }

    /// <summary>The scale of the rates of purchase, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>The first shape of the probabilities of becoming inactive.</summary>
    public double A { get; }

    /// <summary>The second shape of the probabilities of becoming inactive.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public string Name => ValueModelNames.BgNbd;

    /// <inheritdoc/>
    public ValueList<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("a", A), new("b", B)];

    /// <inheritdoc/>
    public double LogLikelihood(RepeatPurchases customer)
    {
        customer.Require();
        int x = customer.Frequency;
        double alive = StableMath.LogRising(R, x) + (R * Math.Log(Alpha)) - ((R + x) * Math.Log(Alpha + customer.Age));
        return x == 0 ? alive : alive + StableMath.LogRising(B, x) - StableMath.LogRising(A + B, x) + StableMath.SoftPlus(LogOddsInactive(customer));
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(RepeatPurchases customer)
    {
        customer.Require();
        return customer.Frequency == 0 ? 1 : StableMath.Logistic(-LogOddsInactive(customer));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time)
    {
        Sdk.Value.Parameters.Time(time);
        return WhileAlive(RepeatPurchases.New, time);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With c = a + b + x − 1, z = t / (α + T + t) and Euler's transformation, the published form (a + b + x − 1)/(a − 1) · [1 − (…)₂F₁(…)] becomes
    /// c φ(a − 1) − (1 − z)^(a−1) H, where φ(ε) = (1 − (1 − z)^ε) / ε has the limit −ln(1 − z) at 0 and H = Σ (a + b − 1 − r)_n (a)_{n−1} zⁿ / ((c + 1)_{n−1} n!), n from 1 on. So a = 1
    /// and a + b = 1 are nothing special, and the more purchases the faster the series ends. Where z is so near 1 that the series would be long, the expectation is integrated
    /// over p instead.
    /// </remarks>
    public double ExpectedPurchases(RepeatPurchases customer, double time)
    {
        customer.Require();
        Sdk.Value.Parameters.Time(time);
        return WhileAlive(customer, time) * ProbabilityAlive(customer);
    }

    /// <summary>P(X(t) = x): the probability that a new customer makes exactly so many repeat purchases within a time.</summary>
    /// <param name="purchases">x, 0 or more.</param>
    /// <param name="time">The time, 0 or more.</param>
    public double Probability(int purchases, double time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        Sdk.Value.Parameters.Time(time);
        int x = purchases;
        if (time == 0)
        {
            return x == 0 ? 1 : 0;
        }

        double share = time / (Alpha + time), logRate = Math.Log(share), logRest = -StableMath.Log1P(time / Alpha);
        double active = Math.Exp(StableMath.LogRising(B, x) - StableMath.LogRising(A + B, x) + StableMath.LogRising(R, x) - GammaFunctions.LogGamma(x + 1) + (R * logRest) + (x * logRate));
        if (x == 0)
        {
            return active;
        }

        // B(a + 1, b + x − 1) / B(a, b), times the upper tail of the negative binomial, which is a regularised incomplete beta function.
        double inactive = Math.Exp(Math.Log(A / (A + B + x - 1)) + StableMath.LogRising(B, x - 1) - StableMath.LogRising(A + B, x - 1));
        return active + (inactive * MathNet.Numerics.SpecialFunctions.BetaRegularized(x, R, share));
    }

    /// <summary>The expectation by integrating over p: slower, valid everywhere, and what the series is tested against.</summary>
    internal double WhileAliveByIntegration(RepeatPurchases customer, double time)
    {
        double k = R + customer.Frequency, shapeB = B + customer.Frequency, tau = time / (Alpha + customer.Age);
        double scale = GammaFunctions.LogGamma(A + shapeB) - GammaFunctions.LogGamma(A) - GammaFunctions.LogGamma(shapeB);
        return DoubleExponential.OverUnit((p, rest) =>
            Math.Exp(scale + ((A - 1) * Math.Log(p)) + ((shapeB - 1) * Math.Log(rest))) * -StableMath.ExpM1(-k * StableMath.Log1P(p * tau)) / p);
    }

    /// <summary>The expected purchases of a customer who is active at the end of the observation.</summary>
    private double WhileAlive(RepeatPurchases customer, double time)
    {
        const double Long = 0.95;
        double z = time / (Alpha + customer.Age + time);
        if (z == 0)
        {
            return 0;
        }

        if (z > Long)
        {
            return WhileAliveByIntegration(customer, time);
        }

        double less = A - 1, c = A + B + customer.Frequency - 1, p = A + B - 1 - R;
        double logRest = -StableMath.Log1P(time / (Alpha + customer.Age)); // ln(1 − z)
        double term = p * z, h = term;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(h); n++)
        {
            term *= (p + n) * (less + n) / ((c + n) * (n + 1)) * z;
            h += term;
        }

        return (c * StableMath.OneMinusExpOver(less, -logRest)) - (Math.Exp(less * logRest) * h);
    }

    private double LogOddsInactive(RepeatPurchases customer)
    {
        int x = customer.Frequency;
        return Math.Log(A / (B + x - 1)) + ((R + x) * StableMath.Log1P((customer.Age - customer.Recency) / (Alpha + customer.Recency)));
    }
}
