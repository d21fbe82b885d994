namespace Crm.Sdk.Reports;

/// <summary>A row of a <see cref="HeatMap"/>.</summary>
/// <param name="Label">The text beside it.</param>
/// <param name="Cells">Its cells from the left; fewer than the columns where the row ends early, as in a cohort triangle.</param>
public sealed record HeatRow(string Label, ValueList<HeatCell> Cells);
