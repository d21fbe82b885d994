namespace Crm.Sdk.Import;

/// <summary>The rows of one record: a draft, or the reasons why there is none. What an import counts its way by.</summary>
/// <param name="Draft">The record's draft, or null where its rows are refused.</param>
/// <param name="Rows">How many rows it took.</param>
/// <param name="Rejected">The refused rows.</param>
internal readonly record struct RowUnit(Draft? Draft, int Rows, IReadOnlyList<RejectedRow> Rejected);
