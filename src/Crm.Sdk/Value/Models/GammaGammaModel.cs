namespace Crm.Sdk.Value;

/// <summary>
/// The Gamma-Gamma model of spend: a purchase of a customer brings z ~ Gamma(p, ν), and ν ~ Gamma(q, γ) over customers; spend does not depend on how often a customer purchases.
/// </summary>
/// <remarks>Fader and Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com note 025. Amounts are in units of the currency. Immutable and thread-safe.</remarks>
public sealed record GammaGammaModel
{
    /// <summary>Makes a model of its parameters.</summary>
    /// <param name="p">The shape of a customer's spend, above 0.</param>
    /// <param name="q">The shape of the scales over customers, above 0; the mean spend exists where it is above 1.</param>
    /// <param name="gamma">The scale over customers in units of the currency, above 0.</param>
    /// <exception cref="CrmException">CRM6003: a parameter is out of its range.</exception>
    public GammaGammaModel(double p, double q, double gamma)
    {
        P = Sdk.Value.Parameters.Positive(p, ValueModelNames.GammaGamma, "p");
        Q = Sdk.Value.Parameters.Positive(q, ValueModelNames.GammaGamma, "q");
        Gamma = Sdk.Value.Parameters.Positive(gamma, ValueModelNames.GammaGamma, "gamma");
    }

    /// <summary>The shape of a customer's spend.</summary>
    public double P { get; }

    /// <summary>The shape of the scales over customers.</summary>
    public double Q { get; }

    /// <summary>The scale over customers.</summary>
    public double Gamma { get; }

    /// <summary>The parameters, in the order of the literature.</summary>
    public ValueList<ModelParameter> Parameters => [new("p", P), new("q", Q), new("gamma", Gamma)];

    /// <summary>The mean spend a purchase over all customers, p γ / (q − 1); null where q is not above 1, since there is none.</summary>
    public double? MeanSpend => Q > 1 ? P * Gamma / (Q - 1) : null;

    /// <summary>The logarithm of the likelihood of a mean spend over purchases.</summary>
    /// <param name="purchases">x, 1 or more.</param>
    /// <param name="meanSpend">m, above 0.</param>
    public double LogLikelihood(int purchases, double meanSpend)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(purchases, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(meanSpend);
        double shape = P * purchases, total = purchases * meanSpend;
        return GammaFunctions.LogGamma(shape + Q) - GammaFunctions.LogGamma(shape) - GammaFunctions.LogGamma(Q)
            + (Q * Math.Log(Gamma)) + (shape * Math.Log(total)) - Math.Log(meanSpend) - ((shape + Q) * Math.Log(Gamma + total));
    }

    /// <summary>E[M | m, x]: what a purchase of a customer brings on average: the customer's own mean, drawn to that of all the more the fewer purchases there are.</summary>
    /// <param name="purchases">x, 0 or more.</param>
    /// <param name="meanSpend">m; not read where <paramref name="purchases"/> is 0.</param>
    /// <returns>The expected spend; null where there is none, which takes q of 1 or less and no purchases.</returns>
    public double? ExpectedSpend(int purchases, double meanSpend)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(purchases);
        double shape = (P * purchases) + Q;
        return shape > 1 ? P * (Gamma + (purchases == 0 ? 0 : purchases * meanSpend)) / (shape - 1) : null;
    }

    /// <summary>E[M] of a customer; one whose spend is unknown or not above 0 counts as one without repeat purchases.</summary>
    /// <param name="customer">What the customer did.</param>
    public double? ExpectedSpend(RepeatPurchases customer) =>
        customer is { Frequency: > 0, MeanSpend: { } mean and > 0 } ? ExpectedSpend(customer.Frequency, mean) : ExpectedSpend(0, 0);
}
