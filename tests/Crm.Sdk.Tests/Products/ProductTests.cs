using Crm.Sdk.Products;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Products;

public sealed class ProductTests
{
    [Theory]
    [InlineData("tools", true)]
    [InlineData("tools/power", true)]
    [InlineData("tools/power/drills", true)]
    [InlineData("too", false)]
    [InlineData("tools/power/drills/small", false)]
    [InlineData("power", false)]
    public void TX_1_A_product_is_in_its_category_and_in_those_above(string category, bool expected) =>
        Assert.Equal(expected, (Product.Of("drill", "Drill") with { Category = "tools/power/drills" }).IsIn(category));

    [Fact]
    public void A_product_without_a_category_is_in_none() => Assert.False(Product.Of("drill", "Drill").IsIn("tools"));

    [Fact]
    public void TX_5_The_next_maintenance_follows_the_last_one_or_the_purchase()
    {
        OwnedItem item = OwnedItem.Of(CustomerId.New(), "drill") with { MaintenanceInterval = Period.FromMonths(1) };
        Assert.Null(item.NextMaintenance);

        item = item with { BoughtOn = new LocalDate(2026, 1, 31) };
        Assert.Equal(new LocalDate(2026, 2, 28), item.NextMaintenance);
        Assert.Equal(new LocalDate(2026, 5, 3), (item with { LastMaintenance = new LocalDate(2026, 4, 3) }).NextMaintenance);
        Assert.Null((item with { MaintenanceInterval = null }).NextMaintenance);
    }
}
