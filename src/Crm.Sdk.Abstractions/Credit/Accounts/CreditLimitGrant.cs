using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>A credit limit that was granted, 授信额度: how much, for which days, by whom and why (CR-4).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Amount">How much, 0 or more; 0 means that nothing is sold on credit.</param>
/// <param name="From">The first day.</param>
/// <param name="Reason">Why.</param>
/// <param name="GrantedBy">Who entered it.</param>
/// <param name="ApprovedBy">The second person who agreed, another than who entered it.</param>
public sealed record CreditLimitGrant(Money Amount, LocalDate From, string Reason, string GrantedBy, string ApprovedBy)
{
    /// <summary>The greatest length of the reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The last day; null for one without an end.</summary>
    public LocalDate? Until { get; init; }

    /// <summary>Whether it stands in for the permanent limit as long as it lasts, 临时额度. It has an end.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>The grade for which it was granted, where one was given.</summary>
    public CreditGrade? Grade { get; init; }

    /// <summary>The formula whose proposal was the smallest (<see cref="CreditTerms.Binding"/>), where a policy proposed it.</summary>
    public string? Formula { get; init; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool HoldsOn(LocalDate day) => DaySpan.Holds(From, Until, day);

    internal void Check()
    {
        Require.NotNegative(Amount, "credit-account.limit.amount");
        Require.InOrder(From, Until, "credit-account.limit.until");
        Require.That(!IsTemporary || Until is not null, "credit-account.limit.until", "a temporary limit has a last day");
        Require.That(!string.IsNullOrWhiteSpace(Reason), "credit-account.limit.reason", "the reason is empty; say why");
        Require.NotEmpty(GrantedBy, "credit-account.limit.granted-by");
        Require.NotEmpty(ApprovedBy, "credit-account.limit.approved-by");
        Require.That(GrantedBy != ApprovedBy, "credit-account.limit.approved-by", $"'{ApprovedBy}' granted it; another person approves");
        Require.Defined(Grade, "credit-account.limit.grade");
        Require.Code(Formula, "credit-account.limit.formula");
    }
}
