namespace Crm.Sdk.Reports;

/// <summary>The customers with one label of a dimension.</summary>
/// <param name="Label">The label, such as <c>high</c>; <see cref="NoLabel"/> for customers whose rule answered that there is none.</param>
/// <param name="Customers">How many customers have it.</param>
/// <param name="Spend">What they spent in all.</param>
public sealed record LabelShare(string Label, int Customers, Money Spend)
{
    /// <summary>Stands for having no label: the empty text, which no label is.</summary>
    public const string NoLabel = "";
}
