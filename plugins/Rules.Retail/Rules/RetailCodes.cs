namespace Crm.Sdk.Rules.Retail;

/// <summary>The codes of reasons that several rules give.</summary>
internal static class RetailCodes
{
    public const string NoOrders = "crm.retail.no-orders";
    public const string NoOrdersInWindow = "crm.retail.no-orders-in-window";
    public const string SpendUnknown = "crm.retail.spend-unknown";
    public const string LastOrder = "crm.retail.last-order";
    public const string Spend = "crm.retail.spend";
    public const string OnRecord = "crm.retail.on-record";
    public const string NameTooLong = "crm.retail.name-too-long";
    public const string Kept = "crm.retail.kept";
    public const string SpendInMonths = "crm.retail.spend-in-months";
}
