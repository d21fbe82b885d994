namespace Crm.Sdk.Value;

/// <summary>A model of how often customers purchase and when they stop, with its parameters: what predictions are computed from.</summary>
/// <remarks>Immutable and thread-safe. All times are in the unit in which the parameters were fitted.</remarks>
public interface IPurchaseModel
{
    /// <summary>The model's name, such as <c>bg-nbd</c>.</summary>
    string Name { get; }

    /// <summary>The parameters, in the order of the literature.</summary>
    ValueList<ModelParameter> Parameters { get; }

    /// <summary>The logarithm of the likelihood of what a customer did.</summary>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves.</exception>
    double LogLikelihood(RepeatPurchases customer);

    /// <summary>P(alive): the probability, 0 to 1, that a customer is still active at the end of the observation.</summary>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves.</exception>
    double ProbabilityAlive(RepeatPurchases customer);

    /// <summary>E[X(t)]: how many repeat purchases a new customer makes on average within a time of the first purchase.</summary>
    /// <param name="time">The time, 0 or more.</param>
    double ExpectedPurchases(double time);

    /// <summary>E[Y(t) | x, t_x, T]: how many purchases a customer makes on average within a time from the end of the observation on.</summary>
    /// <param name="customer">What the customer did.</param>
    /// <param name="time">The time, 0 or more.</param>
    /// <exception cref="CrmException">CRM6002: the figures contradict themselves.</exception>
    double ExpectedPurchases(RepeatPurchases customer, double time);
}
