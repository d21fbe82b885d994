namespace Crm.Sdk.Classification;

/// <summary>A handle to a fact that may be undefined for a customer: reading it gives <typeparamref name="T"/> or null.</summary>
/// <typeparam name="T"><see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="Money"/>, <see cref="NodaTime.LocalDate"/> or <see cref="Category"/>.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Fact<T> : Fact
    where T : struct
{
    internal Fact(string key, Motion motion, FactFormula? formula)
        : base(key, typeof(T), motion, formula, isKnown: false)
    {
    }

    /// <summary>In which of a number of equally filled bins the value lies, 1 the lowest; undefined where this fact is. See <see cref="QuantileFormula"/>.</summary>
    /// <param name="bins">2 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    /// <exception cref="CrmException">CRM4004: the values are dates or categories.</exception>
    public Fact<int> Quantile(int bins) => QuantileOf(bins);

    /// <summary>A, B or C, as 1, 2 or 3, by share of the sum of all values; undefined where this fact is. See <see cref="ShareFormula"/>.</summary>
    /// <param name="a">Per cent of the sum that A-customers hold: 1 to 98.</param>
    /// <param name="b">Per cent of the sum that A- and B-customers hold: more than <paramref name="a"/>, at most 99.</param>
    /// <exception cref="ArgumentOutOfRangeException">A per cent is out of range.</exception>
    /// <exception cref="CrmException">CRM4004: the values are dates or categories.</exception>
    public Fact<int> Abc(int a = 80, int b = 95) => ShareOf(a, b);
}
