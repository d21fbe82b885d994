namespace Crm.Sdk.Credit;

/// <summary>How many customers went from one grade to another between two days, 信用迁移 (CR-7).</summary>
/// <param name="From">The grade on the first day; null for no assessment that held then.</param>
/// <param name="To">The grade on the second day; null for no assessment that held then.</param>
/// <param name="Customers">How many customers.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditMigration(CreditGrade? From, CreditGrade? To, long Customers);
