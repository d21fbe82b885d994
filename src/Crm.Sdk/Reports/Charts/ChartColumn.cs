namespace Crm.Sdk.Reports;

/// <summary>A column of a <see cref="ColumnChart"/>.</summary>
/// <param name="Label">The text below it; short, since columns are narrow.</param>
/// <param name="Value">Its height. A negative one is drawn below the line.</param>
public sealed record ChartColumn(string Label, double Value)
{
    /// <summary>The value as tables and tool tips show it; null for the plain number.</summary>
    public string? Text { get; init; }

    /// <summary>The whole name for tables and tool tips, such as <c>Jan 1997</c>; null for the label.</summary>
    public string? Name { get; init; }

    /// <summary>A text one line below the label, such as a year at its first month; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Further figures for the table, in the order of <see cref="ColumnChart.Further"/>.</summary>
    public ValueList<string> Further { get; init; } = [];
}
