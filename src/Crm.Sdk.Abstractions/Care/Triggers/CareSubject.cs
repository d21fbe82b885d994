using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>A customer of whom a trigger is asked, and the days that matter, by the customer's own calendar.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="From">The first day: today less the days in which a missed run is caught up.</param>
/// <param name="Today">The last day: today.</param>
public sealed record CareSubject(Customer Customer, LocalDate From, LocalDate Today);
