namespace Crm.Sdk.Customers;

/// <summary>What an upkeep counts: of a page, or of all.</summary>
internal sealed class UpkeepTally
{
    private const int MaxSamples = 100;

    public long Customers { get; set; }

    public long Standardised { get; set; }

    public long Irregular { get; private set; }

    public long Archived { get; set; }

    public List<IrregularValue> Samples { get; } = [];

    public void AddIrregular(CustomerId customer, string field, string rule)
    {
        Irregular++;
        if (Samples.Count < MaxSamples)
        {
            Samples.Add(new IrregularValue(customer, field, rule));
        }
    }

    public void Add(UpkeepTally page)
    {
        Customers += page.Customers;
        Standardised += page.Standardised;
        Irregular += page.Irregular;
        Archived += page.Archived;
        Samples.AddRange(page.Samples.Take(MaxSamples - Samples.Count));
    }
}
