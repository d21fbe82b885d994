using NodaTime;

namespace Crm.Sdk.Products;

/// <summary>A piece that a customer owns, 客户持有的产品: what it is, since when, and when it wants maintenance (TX-5).</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record OwnedItem
{
    /// <summary>The greatest length of an external key, in UTF-16 units.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The greatest length of a serial number, in UTF-16 units.</summary>
    public const int MaxSerialLength = 100;

    /// <summary>The greatest length of the usage notes, in UTF-16 units.</summary>
    public const int MaxNotesLength = 4_000;

    /// <summary>The item's id.</summary>
    public required OwnedItemId Id { get; init; }

    /// <summary>The key by which other systems know the item; unique within the tenant.</summary>
    public string? Key { get; init; }

    /// <summary>Whose it is.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The product's key.</summary>
    public required string Product { get; init; }

    /// <summary>The serial number; unique among the items of the product.</summary>
    public string? Serial { get; init; }

    /// <summary>The day of purchase.</summary>
    public LocalDate? BoughtOn { get; init; }

    /// <summary>The order it was bought by.</summary>
    public OrderId? Order { get; init; }

    /// <summary>The last day of the warranty.</summary>
    public LocalDate? WarrantyEnd { get; init; }

    /// <summary>How often it wants maintenance: years, months, weeks and days, more than none and at most 100 years.</summary>
    public Period? MaintenanceInterval { get; init; }

    /// <summary>The day of the last maintenance.</summary>
    public LocalDate? LastMaintenance { get; init; }

    /// <summary>How the customer uses it.</summary>
    public string? UsageNotes { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>The day of the next maintenance: one interval after the last one, or after the purchase. Null where either is not known.</summary>
    public LocalDate? NextMaintenance => (LastMaintenance ?? BoughtOn) is { } last && MaintenanceInterval is { } interval ? last + interval : null;

    /// <summary>A new item.</summary>
    /// <param name="customer">Whose it is.</param>
    /// <param name="product">The product's key.</param>
    /// <param name="serial">The serial number, if it has one.</param>
    /// <exception cref="CrmException">CRM1002: a text is empty, too long, or has characters that cannot be kept.</exception>
    public static OwnedItem Of(CustomerId customer, string product, string? serial = null) => new()
    {
        Id = OwnedItemId.New(),
        Customer = customer,
        Product = CanonicalText.Require(product, Products.Product.MaxKeyLength, "owned-item.product"),
        Serial = serial is null ? null : CanonicalText.Require(serial, MaxSerialLength, "owned-item.serial"),
    };

    internal void Check()
    {
        const string Interval = "owned-item.maintenance-interval";
        Require.NotEmpty(Product, "owned-item.product");
        Require.NotEmpty(Serial, "owned-item.serial");
        Require.InOrder(BoughtOn, WarrantyEnd, "owned-item.warranty-end");
        if (MaintenanceInterval is { } interval)
        {
            Require.That(!interval.HasTimeComponent, Interval, $"{interval} has hours or less; give years, months, weeks and days");
            Require.That(interval.Years >= 0 && interval.Months >= 0 && interval.Weeks >= 0 && interval.Days >= 0, Interval, $"{interval} goes back in time; give 0 or more of each unit");
            var start = new LocalDate(2000, 1, 1);
            Require.That(
                interval is { Years: <= 100, Months: <= 1_200, Weeks: <= 5_300, Days: <= 36_600 } && start + interval is var next && next > start && next <= start.PlusYears(100),
                Interval,
                $"{interval} is none or above 100 years");
        }

        Require.That((LastMaintenance ?? BoughtOn) is not { } last || last.Year is >= 1 and <= 9_000, "owned-item.last-maintenance", "the year is out of range; give 1 to 9000");
    }
}
