using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>What secures a part of the exposure, 担保: an insurance, a guarantee, a deposit (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">A code of <see cref="SecurityTypes"/> or another one.</param>
/// <param name="Amount">The most that it covers, above 0.</param>
/// <param name="From">The first day.</param>
public sealed record CreditSecurity(string Type, Money Amount, LocalDate From)
{
    /// <summary>The greatest length of the reference, in UTF-16 units.</summary>
    public const int MaxReferenceLength = 200;

    /// <summary>Which share of the exposure it covers, in millionths, 1 to 1,000,000; all by default, up to the amount.</summary>
    public int ShareMillionths { get; init; } = 1_000_000;

    /// <summary>The last day; null for one without an end.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>The policy's or document's number.</summary>
    public string? Reference { get; init; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool HoldsOn(LocalDate day) => DaySpan.Holds(From, Until, day);

    internal void Check()
    {
        Require.Code(Type, "credit-account.security.type");
        Require.That(Amount.MinorUnits > 0, "credit-account.security.amount", $"{Amount} is not above 0");
        Require.InOrder(From, Until, "credit-account.security.until");
        Require.InRange(ShareMillionths, 1, 1_000_000, "credit-account.security.share");
        Require.NotEmpty(Reference, "credit-account.security.reference");
    }
}
