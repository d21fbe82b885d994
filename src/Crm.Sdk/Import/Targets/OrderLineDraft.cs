namespace Crm.Sdk.Import;

/// <summary>What the rows of one order's lines say.</summary>
internal sealed class OrderLineDraft(string key) : Draft(key)
{
    /// <summary>The lines, in the order of the rows.</summary>
    public List<LineValues> OrderLines { get; } = new(4);

    /// <summary>Which targets the rows say something on, by place.</summary>
    public int Given { get; set; }
}
