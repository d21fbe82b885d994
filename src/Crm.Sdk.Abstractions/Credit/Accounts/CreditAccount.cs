using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The credit account of a customer, 信用账户: its limits, what secures it, whether it is blocked, and whose limit it shares (CR-4, CR-5). There is one a customer.</summary>
/// <remarks>
/// What is owed does not stand in it; that follows from the documents. Whoever reserves credit changes its sequence in the same commit, so of two who decide at once on one
/// headroom one conflicts. Immutable; thread-safe.
/// </remarks>
public sealed record CreditAccount
{
    /// <summary>The greatest length of the reason of a block, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The account's id.</summary>
    public required CreditAccountId Id { get; init; }

    /// <summary>Whose it is; unique within the tenant.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The currency in which exposure and limit are compared.</summary>
    public required Currency Currency { get; init; }

    /// <summary>All limits that were ever granted, in the order of granting, all in <see cref="Currency"/>.</summary>
    public ValueList<CreditLimitGrant> Limits { get; init; }

    /// <summary>What secures the account, in any currency.</summary>
    public ValueList<CreditSecurity> Securities { get; init; }

    /// <summary>The credit period that was agreed, in days, 0 for payment before delivery; null where none was.</summary>
    public int? TermDays { get; init; }

    /// <summary>The last day on which the assessment behind the limit is valid; null where it does not expire.</summary>
    public LocalDate? ReviewOn { get; init; }

    /// <summary>Why nothing is sold on credit at present, 冻结; null where it is not blocked.</summary>
    public string? Blocked { get; init; }

    /// <summary>The company whose limit it shares, 集团; null where it stands alone or is itself the head.</summary>
    public CustomerId? Head { get; init; }

    /// <summary>How often credit was reserved on it, or something changed on which decisions depend, from 0.</summary>
    public long Sequence { get; init; }

    /// <summary>The last decision that reserved on it.</summary>
    public CreditDecisionId? LastDecision { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new account without a limit.</summary>
    /// <param name="customer">Whose it is.</param>
    /// <param name="currency">Its currency.</param>
    public static CreditAccount Of(CustomerId customer, Currency currency) => new() { Id = CreditAccountId.New(), Customer = customer, Currency = currency };

    /// <summary>The limit in force on a day: a temporary one before a permanent one, then the one that began last, then the one that was granted last.</summary>
    public CreditLimitGrant? LimitOn(LocalDate day)
    {
        CreditLimitGrant? best = null;
        foreach (CreditLimitGrant grant in Limits)
        {
            if (grant.HoldsOn(day) && (best is null || (grant.IsTemporary, grant.From).CompareTo((best.IsTemporary, best.From)) >= 0))
            {
                best = grant;
            }
        }

        return best;
    }

    /// <summary>The same, changed so that whoever decides on it at the same time conflicts.</summary>
    public CreditAccount Touched() => this with { Sequence = checked(Sequence + 1) };

    internal void Check()
    {
        Require.That(Currency != Currency.None, "credit-account.currency", "an account needs a currency");
        foreach (CreditLimitGrant grant in Limits)
        {
            grant.Check();
            Require.That(grant.Amount.Currency == Currency, "credit-account.limit.amount", $"{grant.Amount} is not in the account's currency {Currency}");
        }

        foreach (CreditSecurity security in Securities)
        {
            security.Check();
        }

        Require.InRange(TermDays, 0, 3_650, "credit-account.term-days");
        Require.NotEmpty(Blocked, "credit-account.blocked");
        Require.That(Head != Customer, "credit-account.head", "a company shares no limit with itself");
        Require.InRange(Sequence, 0, long.MaxValue, "credit-account.sequence");
    }
}
