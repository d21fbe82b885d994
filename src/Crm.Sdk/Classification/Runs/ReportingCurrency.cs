using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Classification;

/// <summary>The currency that facts, thresholds and sums of a tenant are in (TX-2).</summary>
internal static class ReportingCurrency
{
    /// <summary>The configured one, or that of the first order: a tenant that trades in one currency need not say which.</summary>
    public static async Task<Currency> OfAsync(ICrmStore store, TenantId tenant, ClassifierSettings settings, CancellationToken cancellationToken)
    {
        if (settings.ReportingCurrency is { } code)
        {
            return Currency.Parse(code);
        }

        RecordPage first = await store.QueryAsync(new StoreQuery(tenant, OrderModel.Kind.Kind) { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return first.Records.Count > 0 ? ((Order)first.Records[0].Entity).Currency : Currency.Cny;
    }
}
