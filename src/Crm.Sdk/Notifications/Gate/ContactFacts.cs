using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Notifications;

/// <summary>What the gate knows of the customers of some messages, with the versions it was read at. Read in a handful of questions, whatever their number.</summary>
internal sealed class ContactFacts
{
    private readonly Dictionary<RecordRef, StoredRecord?> _read = [];
    private IReadOnlyDictionary<CustomerId, IReadOnlyList<CustomerId>> _members = new Dictionary<CustomerId, IReadOnlyList<CustomerId>>();

    private ContactFacts()
    {
    }

    public static async Task<ContactFacts> ReadAsync(ICrmStore store, TenantId tenant, IReadOnlyCollection<CustomerId> customers, IReadOnlyCollection<RecordId> suppressions, CancellationToken cancellationToken)
    {
        var facts = new ContactFacts();
        for (CustomerId[] next = [.. customers.Distinct()]; next.Length > 0;)
        {
            await facts.FindAsync(store, tenant, CustomerModel.Kind, next.Select(static id => (RecordId)id), cancellationToken).ConfigureAwait(false);
            next = [.. next.Select(id => facts.Customer(id)?.MergedInto).OfType<CustomerId>().Where(id => !facts.Has(CustomerModel.Kind, id)).Distinct()];
        }

        CustomerId[] survivors = [.. customers.Select(facts.SurvivorOf).Distinct()];
        facts._members = await MergedMembers.ReadAsync(store.QueryAsync, tenant, survivors, cancellationToken).ConfigureAwait(false);
        await facts.FindAsync(store, tenant, ConsentStandingModel.Kind, survivors.SelectMany(facts.MembersOf).Select(ConsentStanding.IdOf), cancellationToken).ConfigureAwait(false);
        await facts.FindAsync(store, tenant, ContactLogModel.Kind, survivors.Select(ContactLog.IdOf), cancellationToken).ConfigureAwait(false);
        await facts.FindAsync(store, tenant, SuppressionModel.Kind, suppressions, cancellationToken).ConfigureAwait(false);
        return facts;
    }

    public Customer? Customer(CustomerId id) => (Customer?)Record(CustomerModel.Kind, id)?.Entity;

    public Suppression? Suppression(RecordId id) => (Suppression?)Record(SuppressionModel.Kind, id)?.Entity;

    public (ContactLog? Log, long Version) Log(CustomerId survivor) =>
        Record(ContactLogModel.Kind, ContactLog.IdOf(survivor)) is { } record ? ((ContactLog)record.Entity, record.Version) : (null, 0);

    /// <summary>The customer that an id stands for now. Merges that lead in a circle, which only damaged records do, end where they began.</summary>
    public CustomerId SurvivorOf(CustomerId id)
    {
        var passed = new HashSet<CustomerId>();
        CustomerId at = id;
        while (passed.Add(at))
        {
            if (Customer(at)?.MergedInto is not { } into)
            {
                return at;
            }

            at = into;
        }

        return id;
    }

    /// <summary>A customer with all that were merged into it.</summary>
    public IReadOnlyList<CustomerId> MembersOf(CustomerId survivor) => _members.TryGetValue(survivor, out IReadOnlyList<CustomerId>? members) ? members : [survivor];

    public IEnumerable<ConsentStanding> Standing(CustomerId survivor) =>
        MembersOf(survivor).Select(member => (ConsentStanding?)Record(ConsentStandingModel.Kind, ConsentStanding.IdOf(member))?.Entity).OfType<ConsentStanding>();

    /// <summary>What a verdict on a message to a customer relies on.</summary>
    public IEnumerable<VersionCheck> ChecksOf(CustomerId customer, RecordId? suppression)
    {
        CustomerId survivor = SurvivorOf(customer);
        foreach (CustomerId each in (CustomerId[])[customer, survivor])
        {
            yield return Check(CustomerModel.Kind, each);
        }

        foreach (CustomerId member in MembersOf(survivor))
        {
            yield return Check(ConsentStandingModel.Kind, ConsentStanding.IdOf(member));
        }

        if (suppression is { } id)
        {
            yield return Check(SuppressionModel.Kind, id);
        }
    }

    private VersionCheck Check(KindModel kind, RecordId id) => new(kind.Kind, id, Record(kind, id)?.Version ?? 0);

    private bool Has(KindModel kind, RecordId id) => _read.ContainsKey(new RecordRef(kind.Kind, id));

    private StoredRecord? Record(KindModel kind, RecordId id) => _read.GetValueOrDefault(new RecordRef(kind.Kind, id));

    private async Task FindAsync(ICrmStore store, TenantId tenant, KindModel kind, IEnumerable<RecordId> ids, CancellationToken cancellationToken)
    {
        RecordId[] asked = [.. ids.Distinct()];
        if (asked.Length == 0)
        {
            return;
        }

        IReadOnlyList<StoredRecord?> found = await store.FindAsync(tenant, kind.Kind, asked, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < asked.Length; i++)
        {
            _read[new RecordRef(kind.Kind, asked[i])] = found[i];
        }
    }
}
