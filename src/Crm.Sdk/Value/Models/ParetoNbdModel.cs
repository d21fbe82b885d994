namespace Crm.Sdk.Value;

/// <summary>
/// The Pareto/NBD model: purchases come at a rate λ ~ Gamma(r, α); a customer becomes inactive at a rate μ ~ Gamma(s, β), whether purchasing or not.
/// </summary>
/// <remarks>
/// Schmittlein, Morrison, Colombo (1987), Counting Your Customers, Management Science 33(1); in the notation of Fader and Hardie (2005), A Note on Deriving the Pareto/NBD Model,
/// brucehardie.com. The integral that the literature writes as hypergeometric functions is taken as it stands (<see cref="DeathIntegral"/>), so α = β, s = 1 and thousands of
/// purchases are nothing special. Immutable and thread-safe.
/// </remarks>
public sealed record ParetoNbdModel : IPurchaseModel
{
    /// <summary>Makes a model of its parameters.</summary>
    /// <param name="r">The shape of the rates of purchase, above 0.</param>
    /// <param name="alpha">Their scale in units of time, above 0: the mean rate is r / α.</param>
    /// <param name="s">The shape of the rates of becoming inactive, above 0.</param>
    /// <param name="beta">Their scale in units of time, above 0: the mean rate is s / β.</param>
    /// <exception cref="CrmException">CRM6003: a parameter is out of its range.</exception>
    public ParetoNbdModel(double r, double alpha, double s, double beta)
    {
        R = Sdk.Value.Parameters.Positive(r, Name, "r");
        Alpha = Sdk.Value.Parameters.Positive(alpha, Name, "alpha");
        S = Sdk.Value.Parameters.Positive(s, Name, "s");
        Beta = Sdk.Value.Parameters.Positive(beta, Name, "beta");
    }

    /// <summary>The shape of the rates of purchase.</summary>
    public double R { get; }

    /// <summary>The scale of the rates of purchase, in units of time.</summary>
    public double Alpha { get; }

    /// <summary>The shape of the rates of becoming inactive.</summary>
    public double S { get; }

    /// <summary>The scale of the rates of becoming inactive, in units of time.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public string Name => ValueModelNames.ParetoNbd;

    /// <inheritdoc/>
    public ValueList<ModelParameter> Parameters => [new("r", R), new("alpha", Alpha), new("s", S), new("beta", Beta)];

    /// <inheritdoc/>
    public double LogLikelihood(RepeatPurchases customer)
    {
        customer.Require();
        double k = R + customer.Frequency;
        return StableMath.LogRising(R, customer.Frequency) + (R * Math.Log(Alpha)) + (S * Math.Log(Beta))
            - (k * Math.Log(Alpha + customer.Age)) - (S * Math.Log(Beta + customer.Age)) + StableMath.SoftPlus(LogOddsInactive(customer));
    }

    /// <inheritdoc/>
    public double ProbabilityAlive(RepeatPurchases customer)
    {
        customer.Require();
        return StableMath.Logistic(-LogOddsInactive(customer));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(double time)
    {
        Sdk.Value.Parameters.Time(time);
        return R / Alpha * Beta * StableMath.OneMinusExpOver(S - 1, StableMath.Log1P(time / Beta));
    }

    /// <inheritdoc/>
    public double ExpectedPurchases(RepeatPurchases customer, double time)
    {
        customer.Require();
        Sdk.Value.Parameters.Time(time);
        double scale = Beta + customer.Age;
        return (R + customer.Frequency) / (Alpha + customer.Age) * scale * StableMath.OneMinusExpOver(S - 1, StableMath.Log1P(time / scale)) * ProbabilityAlive(customer);
    }

    /// <summary>DERT: the discounted expected residual transactions of a customer over an endless horizon, discounted continuously.</summary>
    /// <param name="customer">What the customer did.</param>
    /// <param name="discount">δ, the rate of discount a unit of time, above 0 (<see cref="TimeUnits.ContinuousDiscount"/>).</param>
    /// <remarks>
    /// Fader, Hardie, Lee (2005), RFM and CLV: Using Iso-Value Curves, J. Marketing Research 42(4): P(alive) (r + x) / (α + T) · (β + T)^s δ^(s−1) Ψ(s, s; δ(β + T)). The confluent
    /// hypergeometric function Ψ is here its integral, ∫ e^(−zv) (1 + v)^(−s) dv with z = δ(β + T).
    /// </remarks>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves. CRM6005: the discount is not above 0.</exception>
    public double DiscountedExpectedResidualTransactions(RepeatPurchases customer, double discount)
    {
        customer.Require();
        ValueForecast.RequireDiscount(discount);
        double scale = Beta + customer.Age, z = discount * scale;
        double integral = DoubleExponential.OverHalfLine(v => Math.Exp((-z * v) - (S * StableMath.Log1P(v))));
        return ProbabilityAlive(customer) * (R + customer.Frequency) / (Alpha + customer.Age) * scale * integral;
    }

    private double LogOddsInactive(RepeatPurchases customer)
    {
        if (customer.Recency == customer.Age)
        {
            return double.NegativeInfinity;
        }

        double k = R + customer.Frequency;
        var integral = default(DeathIntegral);
        integral.Compute(k, S + 1, Alpha, Beta, customer.Recency, customer.Age);
        return Math.Log(S) + integral.Log + (k * Math.Log(Alpha + customer.Age)) + (S * Math.Log(Beta + customer.Age));
    }
}
