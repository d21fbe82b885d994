namespace Crm.Sdk.Credit;

/// <summary>One line of an exposure: a document, and what it adds.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Type">A code of <see cref="CreditLineTypes"/>.</param>
/// <param name="Reference">The document's key or id; null for a line that sums the smallest of many.</param>
/// <param name="Original">What it adds, in its own currency; less than 0 takes off.</param>
/// <param name="Amount">The same in the exposure's currency; null where no rate is known.</param>
/// <param name="Documents">How many documents it stands for: more than 1 only in a line that sums the smallest of many.</param>
public sealed record CreditLine(string Type, string? Reference, Money Original, Money? Amount, int Documents = 1);
