using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>A handle to one fact of every customer: what a rule declares, what a column holds, what a source provides.</summary>
/// <remarks>
/// Handles are cheap and equal by key and type; hold them in static fields. A handle keeps no plugin in memory. Built-in facts are in <see cref="Facts"/>.
/// Immutable and thread-safe.
/// </remarks>
public abstract class Fact : IEquatable<Fact>
{
    internal readonly int Slot;

    private protected Fact(string key, Type type, Motion motion, FactFormula? formula, bool isKnown)
    {
        Key = key;
        ValueType = TypeOf(type, key);
        Motion = motion;
        Formula = formula;
        IsKnown = isKnown;
        Slot = FactSlots.Of(key, ValueType, isKnown);
    }

    /// <summary>The fact's name, such as <c>netSpend:P12M</c> or <c>acme.visits</c>. Stable: stored models refer to it.</summary>
    public string Key { get; }

    /// <summary>The type of its values.</summary>
    public FactValueType ValueType { get; }

    /// <summary>What changes it without anything happening to the customer.</summary>
    public Motion Motion { get; }

    /// <summary>How the host computes it; null for a fact that an <see cref="IFactSource"/> provides.</summary>
    public FactFormula? Formula { get; }

    /// <summary>Whether it is defined for every customer.</summary>
    public bool IsKnown { get; }

    /// <summary>Makes a handle to a fact that an <see cref="IFactSource"/> provides and that may be undefined for a customer.</summary>
    /// <typeparam name="T"><see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="Money"/>, <see cref="LocalDate"/> or <see cref="Category"/>.</typeparam>
    /// <param name="key">The maker's name, a dot and the fact's name, such as <c>acme.visits</c>: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 128.</param>
    /// <param name="motion">What changes it without anything happening to the customer; not <see cref="Motion.OnModel"/>, which is for quantiles and A/B/C.</param>
    /// <exception cref="CrmException">CRM1001 or CRM4004: the key has another form. CRM4004: the type or the motion is none that such a fact can have.</exception>
    public static Fact<T> Custom<T>(string key, Motion motion = Motion.OnEvents)
        where T : struct => new(RequireKey(key), RequireMotion(key, motion), null);

    /// <summary>Makes a handle to a fact that an <see cref="IFactSource"/> provides and that is 0 where nothing is set.</summary>
    /// <typeparam name="T"><see cref="int"/>, <see cref="long"/>, <see cref="double"/> or <see cref="Money"/>.</typeparam>
    /// <inheritdoc cref="Custom"/>
    public static KnownFact<T> CustomKnown<T>(string key, Motion motion = Motion.OnEvents)
        where T : struct => new(RequireKey(key), RequireMotion(key, motion), null);

    /// <summary>Whether both are handles to the same fact: same key, same type.</summary>
    public bool Equals(Fact? other) => other is not null && other.Slot == Slot;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Fact);

    /// <inheritdoc/>
    public override int GetHashCode() => Slot;

    /// <summary>The key.</summary>
    public override string ToString() => Key;

    internal Fact<int> QuantileOf(int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 100);
        return new Fact<int>(FormattableString.Invariant($"{Key}/quantile{bins}"), Motion.OnModel, new QuantileFormula(RequireNumber("quantiles"), bins));
    }

    internal Fact<int> ShareOf(int a, int b)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(a, 98);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(b, a);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(b, 99);
        return new Fact<int>(FormattableString.Invariant($"{Key}/abc{a}-{b}"), Motion.OnModel, new ShareFormula(RequireNumber("shares"), a, b));
    }

    private Fact RequireNumber(string of) =>
        ValueType is FactValueType.Date or FactValueType.Category
            ? throw new CrmException(ClassificationErrorCodes.BadFact, $"There are no {of} of '{Key}', because its values are of type {ValueType}; take a fact of numbers or money.")
            : this;

    private static string RequireKey(string key)
    {
        IdentityText.Require(key, 128, "fact");
        return key.Contains('.', StringComparison.Ordinal)
            ? key
            : throw new CrmException(ClassificationErrorCodes.BadFact, $"'{key}' could be a built-in fact: put your own name and a dot before it, such as acme.{key}.");
    }

    private static Motion RequireMotion(string key, Motion motion) =>
        motion is Motion.OnEvents or Motion.EveryDay or Motion.WindowEdge
            ? motion
            : throw new CrmException(ClassificationErrorCodes.BadFact, $"The fact '{key}' cannot move with {motion}: quantiles and A/B/C of a fact are made by Quantile and Abc.");

    private static FactValueType TypeOf(Type type, string key) =>
        type == typeof(int) ? FactValueType.Whole32
        : type == typeof(long) ? FactValueType.Whole64
        : type == typeof(double) ? FactValueType.Number
        : type == typeof(Money) ? FactValueType.Money
        : type == typeof(LocalDate) ? FactValueType.Date
        : type == typeof(Category) ? FactValueType.Category
        : throw new CrmException(ClassificationErrorCodes.BadFact, $"The fact '{key}' cannot be of {type.Name}: facts are int, long, double, Money, LocalDate or Category.");
}
