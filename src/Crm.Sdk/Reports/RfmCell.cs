namespace Crm.Sdk.Reports;

/// <summary>The customers with one pair of RFM scores.</summary>
/// <param name="Recency">The score of recency, 1 or more; the highest score is the most recent.</param>
/// <param name="Frequency">The score of frequency, 1 or more; the highest score is the most orders.</param>
/// <param name="Customers">How many customers have both scores.</param>
/// <param name="Spend">What they spent in all.</param>
public sealed record RfmCell(int Recency, int Frequency, int Customers, Money Spend);
