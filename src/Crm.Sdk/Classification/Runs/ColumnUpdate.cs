using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>Brings columns up to date by reading the touched customers again.</summary>
internal static class ColumnUpdate
{
    private const int LeastShare = 3; // where more than a third of the customers was touched, one scan is faster than look-ups

    /// <summary>The next generation, or null where everything is to be read anew: too many customers were touched, or one is no more, so that rows would be numbered anew.</summary>
    public static async Task<OrderColumns?> RunAsync(
        OrderColumns columns, StoreOrderSource source, IReadOnlyCollection<CustomerId> touched, ICrmStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        if (touched.Count == 0)
        {
            return columns;
        }

        if ((long)touched.Count * LeastShare > columns.Customers)
        {
            return null;
        }

        MergedCustomers merged = await MergedCustomers.ReadAsync(store, tenant, cancellationToken).ConfigureAwait(false);
        CustomerId[] survivors = [.. touched.Concat(touched.Select(customer => merged.Of(customer.Value))).Distinct()];
        OrderColumns changed = await OrderColumnsBuilder.BuildAsync(source, survivors, cancellationToken).ConfigureAwait(false);
        return survivors.Any(customer => columns.TryFind(customer, out _) && !changed.TryFind(customer, out _)) ? null : columns.With(changed);
    }
}
