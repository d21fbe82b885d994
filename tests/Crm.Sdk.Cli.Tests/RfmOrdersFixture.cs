using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The orders that the R package rfm documents its scores with, and their scores by its rule.</summary>
public sealed class RfmOrdersFixture : IAsyncLifetime
{
    public ToolFolder Folder { get; } = new();

    /// <summary>What the import answered.</summary>
    public JsonElement Import { get; private set; }

    /// <summary>The rows of <c>rfm --method r-rfm</c>.</summary>
    public JsonElement[] Rows { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Import = (await Folder.RunAsync(
            "import", "orders", TestData.Path("rfm-orders", "rfm_data_orders.csv"), "--map", "customer=customer_id", "--map", "date=order_date", "--map", "amount=revenue",
            "--currency", "USD", "--create-customers", "--json")).Expect(0).Json;
        Rows = [.. (await Folder.RunAsync("rfm", "--method", "r-rfm", "--as-of", "2006-12-31", "--json")).Expect(0).Json.EnumerateArray()];
    }

    async Task IAsyncLifetime.DisposeAsync() => await Folder.DisposeAsync();
}
