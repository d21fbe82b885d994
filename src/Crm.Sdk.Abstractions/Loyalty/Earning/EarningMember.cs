using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A member as earning rules see it.</summary>
/// <param name="Customer">The customer's record; of merged customers the survivor's.</param>
/// <param name="JoinedOn">The day of the enrolment in the programme's zone.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningMember(Customer Customer, LocalDate JoinedOn);
