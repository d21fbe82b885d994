using Crm.Sdk.Products;

namespace Crm.Sdk.Customers;

/// <summary>A piece that the customer of a card owns.</summary>
/// <param name="Item">The piece.</param>
/// <param name="IsUnderWarranty">Whether the warranty goes on; null where its end is not known.</param>
/// <param name="IsMaintenanceDue">Whether the day of the next maintenance is there or past.</param>
public sealed record CardItem(OwnedItem Item, bool? IsUnderWarranty, bool IsMaintenanceDue);
