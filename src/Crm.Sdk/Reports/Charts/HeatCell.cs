namespace Crm.Sdk.Reports;

/// <summary>A cell of a <see cref="HeatMap"/>.</summary>
/// <param name="Value">What its tint stands for; 0 or less is left blank.</param>
/// <param name="Text">The figure in it; empty for none.</param>
public sealed record HeatCell(double Value, string Text)
{
    /// <summary>A second, smaller line; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>The whole sentence for tool tips and the table; null for the text.</summary>
    public string? Full { get; init; }

    /// <summary>Whether it stands outside the scale, such as the first month of a cohort, which is 100% by definition.</summary>
    public bool IsReference { get; init; }
}
