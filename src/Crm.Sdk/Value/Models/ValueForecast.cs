namespace Crm.Sdk.Value;

/// <summary>Discounted expectations of any model of purchases.</summary>
/// <remarks>Thread-safe.</remarks>
public static class ValueForecast
{
    /// <summary>The discounted expected purchases of a customer over an endless horizon: d ∫ e^(−du) E[Y(u)] du, for any model with a conditional expectation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="customer">What the customer did.</param>
    /// <param name="discount">d, the continuous rate of discount a unit of time, above 0.</param>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves. CRM6005: the discount is not above 0.</exception>
    public static double DiscountedExpectedPurchases(IPurchaseModel model, RepeatPurchases customer, double discount)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireDiscount(discount);
        const double Negligible = 750; // e^−750 is 0
        return DoubleExponential.OverHalfLine(v => v > Negligible ? 0 : Math.Exp(-v) * model.ExpectedPurchases(customer, v / discount));
    }

    /// <summary>The discounted expected purchases of a customer within a horizon, step by step: Σ (E[Y(i k)] − E[Y((i − 1) k)]) / (1 + d)^i; the last step may be shorter and is discounted by its own end.</summary>
    /// <param name="model">The model.</param>
    /// <param name="customer">What the customer did.</param>
    /// <param name="horizon">How far to look ahead, in units of time.</param>
    /// <param name="step">k, the length of a step in units of time, such as a month.</param>
    /// <param name="discountPerStep">d, the rate of discount a step as a fraction, above −1.</param>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves. CRM6005: horizon, step or discount is out of range.</exception>
    public static double DiscountedExpectedPurchases(IPurchaseModel model, RepeatPurchases customer, double horizon, double step, double discountPerStep)
    {
        ArgumentNullException.ThrowIfNull(model);
        Parameters.Time(horizon);
        if (!(step > 0) || !(discountPerStep > -1) || double.IsInfinity(discountPerStep))
        {
            throw new CrmException(ValueErrorCodes.BadHorizon, FormattableString.Invariant($"A step of {step} units at a discount of {discountPerStep} cannot be computed; give a step above 0 and a rate above -1."));
        }

        double sum = 0, before = 0, logFactor = StableMath.Log1P(discountPerStep);
        int steps = (int)Math.Ceiling((horizon / step) - 1e-9);
        for (int i = 1; i <= steps; i++)
        {
            double end = i == steps ? horizon : i * step;
            double expected = model.ExpectedPurchases(customer, end);
            sum += (expected - before) * Math.Exp(-logFactor * end / step);
            before = expected;
        }

        return sum;
    }

    internal static void RequireDiscount(double discount)
    {
        if (!(discount > 0) || double.IsInfinity(discount))
        {
            throw new CrmException(ValueErrorCodes.BadHorizon, FormattableString.Invariant($"A discount of {discount} a unit of time has no finite sum over an endless horizon; give a number above 0."));
        }
    }
}
