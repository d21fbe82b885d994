namespace Crm.Sdk.Classification;

/// <summary>A value of a small set of names, such as a region, an industry, a source or an owner, kept as a number: compared at the price of an integer.</summary>
/// <remarks>
/// The same name gives the same category everywhere in a process; the number differs between processes and is never stored. Names compare by code point, after
/// normalisation. Hold the categories that a rule compares with in static fields. Immutable and thread-safe.
/// </remarks>
public readonly record struct Category
{
    /// <summary>The greatest length of a name, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    /// <summary>How many different names a process can meet: 4,194,304, less one.</summary>
    public const int MaxCount = 1 << 22;

    private static readonly NameTable Names = new("category", MaxCount, string.Empty);

    internal Category(int number) => Number = number;

    /// <summary>No category: what an uninitialised value is. As a fact's value it means undefined.</summary>
    public static Category None => default;

    /// <summary>The name, as text in normalisation form C; empty for <see cref="None"/>.</summary>
    public string Name => Names.NameOf(Number);

    /// <summary>The number that columns hold; 0 is <see cref="None"/>.</summary>
    internal int Number { get; }

    /// <summary>The category with a name.</summary>
    /// <param name="name">1 to <see cref="MaxLength"/> characters without control characters.</param>
    /// <exception cref="CrmException">CRM1002: the name is empty, too long or has a character that is not allowed. CRM4008: too many different names.</exception>
    public static Category Of(string name) => new(Names.NumberOf(CanonicalText.Require(name, MaxLength, "category")));

    /// <summary>The category with a name, or <see cref="None"/> for null and the empty text.</summary>
    /// <inheritdoc cref="Of"/>
    public static Category OfOptional(string? name) => string.IsNullOrEmpty(name) ? None : Of(name);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
