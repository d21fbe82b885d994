using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>A group of companies that share a limit, on the day of a check.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Head">The company whose limit it is.</param>
/// <param name="Currency">The currency of its account, and of all amounts here.</param>
/// <param name="Limit">The limit in force; null where there is none.</param>
/// <param name="Blocked">Why the head's account is blocked; null where it is not.</param>
/// <param name="Members">The exposure of each company at risk, the head's too; of the order's customer with the order.</param>
public sealed record CreditGroupState(CustomerId Head, Currency Currency, Money? Limit, string? Blocked, ValueList<CreditGroupMember> Members)
{
    /// <summary>The exposure of the group with the order.</summary>
    /// <exception cref="CrmException">CRM1011: the sum is out of range.</exception>
    [JsonIgnore]
    public Money Total => Members.Aggregate(Money.Zero(Currency), static (sum, member) => sum + member.AtRisk);
}
