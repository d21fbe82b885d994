namespace Crm.Sdk.Loyalty;

/// <summary>What an assessment of all customers did.</summary>
/// <param name="Customers">How many customers were looked at.</param>
/// <param name="Assessed">How many assessments were kept.</param>
/// <param name="Unchanged">How many customers had the same assessment of the same day already.</param>
/// <param name="Unknown">How many customers nothing is known of, and who had no assessment before: none was kept.</param>
/// <param name="Failed">The names of the sources that failed for a batch or more.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyRunReport(long Customers, long Assessed, long Unchanged, long Unknown, ValueList<string> Failed);
