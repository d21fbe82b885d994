using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>A customer that is lost: since when, why as far as it is known, and of which value.</summary>
internal sealed record LostCustomer(CustomerId Customer, Instant LostAt, LossReason? Why, string? Value);
