using System.Text.Json;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>When the fields and attributes of customers were last changed, from their revisions.</summary>
internal static class LastChanges
{
    private const int PageSize = 1_000;

    /// <summary>Of one customer, from its latest revisions.</summary>
    public static async Task<Dictionary<string, LocalDate>> ReadAsync(IRecordHistory history, CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, LocalDate>(StringComparer.Ordinal);
        HistoryPage page = await history.RevisionsAsync(scope, new RecordRef(CustomerModel.Kind.Kind, customer), null, IRecordHistory.MaxLimit, cancellationToken).ConfigureAwait(false);
        foreach (HistoryEntry entry in page.Entries.Where(entry => entry.At <= asOf.Instant))
        {
            foreach (ChangedField change in entry.Changes)
            {
                Note(changes, change.Field, change.IsMasked ? null : (change.Old, change.New), asOf.DateOf(entry.At));
            }
        }

        return changes;
    }

    /// <summary>Of a page of customers, from what changed since an instant: one query that streams, however long their histories are.</summary>
    public static async Task<Dictionary<CustomerId, Dictionary<string, LocalDate>>> ReadAsync(
        QueryRunner queries, IPersonalDataProtector protector, TenantId tenant, IEnumerable<CustomerId> customers, Instant since, AsOf asOf, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<CustomerId, Dictionary<string, LocalDate>>();
        var query = new StoreQuery(tenant, RevisionModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.IsIn(RevisionModel.Record, [.. customers.Select(static customer => FieldValue.Of((RecordId)customer))]),
                Condition.Is(RevisionModel.At, Comparison.GreaterOrEqual, FieldValue.Of(since)),
                Condition.Is(RevisionModel.At, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant))),
            Limit = PageSize,
        };
        await foreach (Revision revision in queries.AllAsync<Revision>(query, cancellationToken).ConfigureAwait(false))
        {
            var customer = (CustomerId)revision.Record.Id;
            Dictionary<string, LocalDate> own = changes.TryGetValue(customer, out Dictionary<string, LocalDate>? known) ? known : changes[customer] = new(StringComparer.Ordinal);
            foreach (FieldChange change in revision.Changes)
            {
                bool opened = protector.TryOpen(tenant, change.Old, change.OldSealed, out string? old) & protector.TryOpen(tenant, change.New, change.NewSealed, out string? now);
                Note(own, change.Field, opened ? (old, now) : null, asOf.DateOf(revision.At));
            }
        }

        return changes;
    }

    /// <summary>Notes a change: of attributes those that it set, which only values that can be read say.</summary>
    private static void Note(Dictionary<string, LocalDate> changes, string field, (string? Old, string? New)? values, LocalDate day)
    {
        foreach (string changed in field != "attributes" ? [field] : values is { } read ? Changed(read.Old, read.New) : [])
        {
            changes[changed] = changes.TryGetValue(changed, out LocalDate known) && known > day ? known : day;
        }
    }

    /// <summary>The fields of attributes that differ between two lists as they are stored.</summary>
    private static IEnumerable<string> Changed(string? before, string? after)
    {
        IReadOnlyList<AttributeValue> old = Read(before);
        return Read(after).Except(old).Select(static attribute => AttributeDefinition.Prefix + attribute.Name);
    }

    private static IReadOnlyList<AttributeValue> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, CustomerJson.Default.IReadOnlyListAttributeValue) ?? [];
}
