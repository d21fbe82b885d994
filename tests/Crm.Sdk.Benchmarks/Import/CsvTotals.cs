namespace Crm.Sdk.Benchmarks.Import;

/// <summary>What must come out alike whoever read the files.</summary>
internal readonly record struct CsvTotals(long Customers, long Orders, long Seconds, long Net)
{
    public CsvTotals WithCustomer() => this with { Customers = Customers + 1 };

    public CsvTotals WithOrder(long microseconds, long net) => new(Customers, Orders + 1, Seconds + (microseconds / 1_000_000), Net + net);
}
