using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Timelines;
using NodaTime;

namespace Crm.Sdk.Samples.Tests.Examples;

/// <summary>The code that <c>docs/history.md</c> shows, as it stands there. <see cref="HistoryExampleTests"/> runs it.</summary>
internal sealed class HistoryExample(ICrm crm, IRecordHistory history, ITimeline timeline, TimelineTexts texts, CrmScope scope)
{
    public async Task<List<string>> ChangesAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        var record = new RecordRef(CustomerModel.Kind.Kind, customer);
        PageCursor? after = null;
        do
        {
            HistoryPage page = await history.RevisionsAsync(scope, record, after, limit: 100, cancellationToken);
            foreach (HistoryEntry entry in page.Entries)
            {
                lines.AddRange(entry.Changes.Select(change => $"{entry.At} {entry.By}: {change.Field} was {change.Old}, is {change.New}"));
            }

            after = page.Next;
        }
        while (after is not null);
        return lines;
    }

    public async Task<string?> RegionAtAsync(CustomerId customer, Instant instant, CancellationToken cancellationToken)
    {
        PastState<Customer>? then = await history.StateAtAsync<Customer>(scope, customer, instant, cancellationToken);
        return then?.Entity.Region; // null: not there yet, or removed by then
    }

    public async Task<List<string>> TimelineAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        TimelinePage newest = await timeline.ReadAsync(scope, new TimelineQuery([customer]) { Limit = 20 }, cancellationToken);
        return [.. newest.Entries.Select(entry => $"{entry.At} {texts.Of(entry.Item, CultureInfo.CurrentUICulture)}")];
    }

    public async Task<OrderId> RestoreAsync(OrderId removed, CancellationToken cancellationToken)
    {
        await using ICrmSession session = crm.OpenSession(scope);
        Order copy = await history.RestoreAsync<Order>(session, removed, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return copy.Id; // a new one: an id is never used twice
    }

    public async Task ReassignAsync(CustomerId customer, string owner, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using ICrmSession session = crm.OpenSession(scope);
            Customer read = (await session.FindAsync<Customer>(customer, cancellationToken))!;
            session.Update(read with { Owner = owner });
            try
            {
                await session.CommitAsync(cancellationToken);
                return;
            }
            catch (CrmConflictException conflict) when (!conflict.Conflicts.Any(other => other.Fields.Contains(CustomerModel.Owner)))
            {
                // Others changed other fields: read again and try again. Where they changed the owner, a person decides.
            }
        }
    }
}
