using Crm.Sdk.Billing;

namespace Crm.Sdk.Receivables;

/// <summary>The next level of an invoice.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">Who owes.</param>
/// <param name="Invoice">The invoice.</param>
/// <param name="Level">The level, from 1.</param>
/// <param name="Action">What is done.</param>
/// <param name="Amount">What is claimed.</param>
/// <param name="DaysOverdue">How many days it is past due.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record DunningStep(CustomerId Customer, Invoice Invoice, int Level, string Action, Money Amount, int DaysOverdue, DunningOutcome Outcome = DunningOutcome.Planned);
