namespace Crm.Sdk.Classification;

/// <summary>The edges between the bins of an RFM table: one fewer than there are scores, ascending.</summary>
/// <param name="RecencyDays">Between recencies, in days.</param>
/// <param name="Orders">Between frequencies, in orders.</param>
/// <param name="Amounts">Between spends, in units of the currency, not minor units.</param>
public sealed record RfmEdges(ValueList<double> RecencyDays, ValueList<double> Orders, ValueList<double> Amounts);
