using System.Runtime.InteropServices;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>Brings columns up to date: new orders are put in as they were committed, and other customers that were touched are read again.</summary>
internal static class ColumnUpdate
{
    private const int LeastShare = 3; // where more than a third of the customers is to be read, one scan is faster than look-ups

    /// <summary>The next generation, or null where everything is to be read anew: too many customers were touched, or one is no more, so that rows would be numbered anew.</summary>
    public static async Task<OrderColumns?> RunAsync(
        OrderColumns columns, StoreOrderSource source, WatchedChanges changes, ICrmStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        if (changes.Customers.Count == 0 && changes.Orders.Count == 0)
        {
            return columns;
        }

        if ((long)changes.Customers.Count * LeastShare > columns.Customers)
        {
            return null;
        }

        MergedCustomers merged = await MergedCustomers.ReadAsync(store, tenant, cancellationToken).ConfigureAwait(false);
        HashSet<CustomerId> again = [.. changes.Customers, .. changes.Customers.Select(customer => merged.Of(customer.Value))];
        var added = new List<OrderEvent>(changes.Orders.Count);
        foreach (AddedOrder order in changes.Orders)
        {
            if (merged.Of(order.Customer.Value) != order.Customer && columns.TryFind(order.Customer, out _))
            {
                return null; // its customer was merged since, and what it ordered before is the survivor's too
            }

            OrderEvent one = await source.EventOfAsync(order, merged, cancellationToken).ConfigureAwait(false);
            if (!again.Contains(one.Customer))
            {
                added.Add(one); // who is read again is read with it
            }
        }

        OrderColumns next = columns.WithOrders(CollectionsMarshal.AsSpan(added), again);
        if (again.Count == 0)
        {
            return next;
        }

        if ((long)again.Count * LeastShare > columns.Customers)
        {
            return null;
        }

        CustomerId[] survivors = [.. again];
        OrderColumns changed = await OrderColumnsBuilder.BuildAsync(source, survivors, cancellationToken).ConfigureAwait(false);
        return survivors.Any(customer => columns.TryFind(customer, out _) && !changed.TryFind(customer, out _)) ? null : next.With(changed);
    }
}
