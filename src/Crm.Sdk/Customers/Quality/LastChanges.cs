using System.Text.Json;
using Crm.Sdk.History;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>When the fields and attributes of a customer were last changed, from its latest revisions.</summary>
internal static class LastChanges
{
    public static async Task<Dictionary<string, LocalDate>> ReadAsync(IRecordHistory history, CrmScope scope, CustomerId customer, AsOf asOf, CancellationToken cancellationToken)
    {
        var changes = new Dictionary<string, LocalDate>(StringComparer.Ordinal);
        HistoryPage page = await history.RevisionsAsync(scope, new RecordRef(CustomerModel.Kind.Kind, customer), null, IRecordHistory.MaxLimit, cancellationToken).ConfigureAwait(false);
        foreach (HistoryEntry entry in page.Entries.Where(entry => entry.At <= asOf.Instant))
        {
            LocalDate day = asOf.DateOf(entry.At);
            foreach (ChangedField change in entry.Changes)
            {
                if (change.Field != "attributes")
                {
                    changes.TryAdd(change.Field, day);
                }
                else if (!change.IsMasked)
                {
                    foreach (string attribute in Changed(change.Old, change.New))
                    {
                        changes.TryAdd(attribute, day);
                    }
                }
            }
        }

        return changes;
    }

    /// <summary>The fields of attributes that differ between two lists as they are stored.</summary>
    private static IEnumerable<string> Changed(string? before, string? after)
    {
        IReadOnlyList<AttributeValue> old = Read(before);
        return Read(after).Except(old).Select(static attribute => AttributeDefinition.Prefix + attribute.Name);
    }

    private static IReadOnlyList<AttributeValue> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, CustomerJson.Default.IReadOnlyListAttributeValue) ?? [];
}
