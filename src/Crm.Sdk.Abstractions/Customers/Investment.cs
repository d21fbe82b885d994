using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>What was invested in a customer, 投入: a visit, a gift, a discount, a service, with its cost (CU-2).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record Investment
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of the description, in UTF-16 units.</summary>
    public const int MaxDescriptionLength = 1_000;

    /// <summary>The investment's id.</summary>
    public required InvestmentId Id { get; init; }

    /// <summary>The key by which other systems know it; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>In whom.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The type's code, of <see cref="InvestmentTypes"/> or another one.</summary>
    public required string Type { get; init; }

    /// <summary>What it cost; 0 or more.</summary>
    public required Money Amount { get; init; }

    /// <summary>When, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>The key of the employee who did it.</summary>
    public string? Employee { get; init; }

    /// <summary>What it was.</summary>
    public string? Description { get; init; }

    /// <summary>The record it came of, such as a task, an interaction or an order.</summary>
    public RecordRef? Source { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>A new investment.</summary>
    /// <param name="customer">In whom.</param>
    /// <param name="type">The type's code.</param>
    /// <param name="amount">What it cost.</param>
    /// <param name="at">When.</param>
    /// <exception cref="CrmException">CRM1030: the code has another form, or the amount is negative.</exception>
    public static Investment Of(CustomerId customer, string type, Money amount, Instant at)
    {
        var investment = new Investment { Id = InvestmentId.New(), Customer = customer, Type = type, Amount = amount, At = at.FloorToMicrosecond() };
        investment.Check();
        return investment;
    }

    internal void Check()
    {
        Require.Code(Type, "investment.type");
        Require.NotNegative(Amount, "investment.amount");
    }
}
