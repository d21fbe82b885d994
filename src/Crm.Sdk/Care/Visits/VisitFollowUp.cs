using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>What is to be done after a return visit.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Title">What.</param>
/// <param name="DueOn">By which day.</param>
/// <param name="Owner">The key of who does it; the customer's owner where null, and the visitor where it has none.</param>
public sealed record VisitFollowUp(string Title, LocalDate DueOn, string? Owner = null);
