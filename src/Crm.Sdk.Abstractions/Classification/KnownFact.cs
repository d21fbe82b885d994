namespace Crm.Sdk.Classification;

/// <summary>A handle to a fact that is defined for every customer, such as a count: reading it gives <typeparamref name="T"/>, never null.</summary>
/// <typeparam name="T"><see cref="int"/>, <see cref="long"/>, <see cref="double"/> or <see cref="Money"/>.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class KnownFact<T> : Fact
    where T : struct
{
    internal KnownFact(string key, Motion motion, FactFormula? formula)
        : base(key, typeof(T), motion, formula, isKnown: true)
    {
        if (ValueType is FactValueType.Date or FactValueType.Category)
        {
            throw new CrmException(ClassificationErrorCodes.BadFact, $"The fact '{key}' of type {ValueType} has no value to stand for nothing: make it a fact that may be undefined.");
        }
    }

    /// <summary>In which of a number of equally filled bins the value lies, 1 the lowest. See <see cref="QuantileFormula"/>.</summary>
    /// <inheritdoc cref="Fact{T}.Quantile"/>
    public Fact<int> Quantile(int bins) => QuantileOf(bins);

    /// <summary>A, B or C, as 1, 2 or 3, by share of the sum of all values. See <see cref="ShareFormula"/>.</summary>
    /// <inheritdoc cref="Fact{T}.Abc"/>
    public Fact<int> Abc(int a = 80, int b = 95) => ShareOf(a, b);
}
