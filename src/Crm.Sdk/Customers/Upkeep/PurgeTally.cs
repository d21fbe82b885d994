using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>What a purge counts: of a page, or of all.</summary>
internal sealed class PurgeTally
{
    public long Customers { get; set; }

    public long Purged { get; set; }

    public long Younger { get; set; }

    public long Merged { get; set; }

    public Dictionary<RecordKind, long> NamedBy { get; } = [];

    public void Add(PurgeTally page)
    {
        Customers += page.Customers;
        Purged += page.Purged;
        Younger += page.Younger;
        Merged += page.Merged;
        foreach ((RecordKind kind, long customers) in page.NamedBy)
        {
            NamedBy[kind] = NamedBy.GetValueOrDefault(kind) + customers;
        }
    }

    public PurgeReport Report(bool dryRun) => new(
        dryRun, Customers, Purged, Younger, Merged, NamedBy.Values.Sum(),
        NamedBy.OrderBy(static kind => kind.Key.Name, StringComparer.Ordinal).Select(static kind => new NamingKind(kind.Key, kind.Value)).ToValueList());
}
