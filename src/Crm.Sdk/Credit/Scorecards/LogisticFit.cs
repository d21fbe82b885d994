namespace Crm.Sdk.Credit;

/// <summary>A logistic regression without a penalty: ln(probability of bad ÷ probability of good) = intercept + the sum of coefficient × value.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Intercept">The intercept.</param>
/// <param name="Coefficients">One for each value, in their order.</param>
/// <param name="StandardErrors">Those of the intercept and then of the coefficients, from the observed information.</param>
/// <param name="LogLikelihood">The greatest logarithm of the likelihood.</param>
/// <param name="Iterations">How many steps of Newton's method it took.</param>
public sealed record LogisticFit(double Intercept, ValueList<double> Coefficients, ValueList<double> StandardErrors, double LogLikelihood, int Iterations);
