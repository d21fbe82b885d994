namespace Crm.Sdk.Reports;

/// <summary>A bar of a <see cref="BarChart"/>.</summary>
/// <param name="Label">The text beside it.</param>
/// <param name="Share">Its length: a share of the whole, 0 to 1.</param>
/// <param name="Text">The figure that the share stands for, as it is shown.</param>
public sealed record ChartBar(string Label, double Share, string Text)
{
    /// <summary>A second share of the same row, 0 to 1, drawn below the first; null for none.</summary>
    public double? SecondShare { get; init; }

    /// <summary>The figure that the second share stands for; null for none.</summary>
    public string? SecondText { get; init; }
}
