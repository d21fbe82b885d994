using Crm.Sdk.Orders;

namespace Crm.Sdk.Loyalty;

/// <summary>Makes documents for rules of what the archive holds.</summary>
internal static class EarningDocuments
{
    public static EarningDocument Of(EarningPlan plan, Order order, IReadOnlyDictionary<string, string> categories) => new()
    {
        Source = EarningSource.Order,
        Id = order.Id,
        At = order.PlacedAt,
        Day = order.PlacedAt.InZone(plan.Zone).Date,
        Reference = order.Key,
        Currency = order.Currency,
        Lines = order.Lines.Select((line, index) => new EarningLine(
            index, line.Product, line.Product is { } product ? categories.GetValueOrDefault(product) : null, line.Quantity, line.Net + line.Discount, line.Net, line.Net + line.Tax)).ToValueList(),
        Channel = order.Channel,
        Region = order.Region,
    };

    public static EarningDocument Of(EarningPlan plan, DocumentRef document) => new()
    {
        Source = document.Source, Id = document.RecordId, At = document.At, Day = document.At.InZone(plan.Zone).Date, Event = document.Event,
    };

    /// <summary>The amount of a line by a basis, in minor units.</summary>
    public static long AmountOf(OrderLine line, EarningBasis basis) => basis switch
    {
        EarningBasis.Net => line.Net.MinorUnits,
        EarningBasis.Gross => line.Net.MinorUnits + line.Tax.MinorUnits,
        _ => line.Net.MinorUnits + line.Discount.MinorUnits,
    };
}
