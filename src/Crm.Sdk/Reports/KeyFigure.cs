namespace Crm.Sdk.Reports;

/// <summary>A figure that a report opens with.</summary>
/// <param name="Label">What it counts, in a few words.</param>
/// <param name="Value">The figure as it is shown, with its unit.</param>
public sealed record KeyFigure(string Label, string Value)
{
    /// <summary>A remark below it; null for none.</summary>
    public string? Note { get; init; }
}
