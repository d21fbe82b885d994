using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests;

/// <summary>The CDNOW purchases, imported with the command of the user's guide and classified as of 1998-06-30.</summary>
public sealed class CdnowFixture : IAsyncLifetime
{
    public ToolFolder Folder { get; } = new();

    /// <summary>What the first import answered.</summary>
    public JsonElement Import { get; private set; }

    /// <summary>What the classification answered.</summary>
    public JsonElement Classification { get; private set; }

    public Task<ToolRun> ImportAsync() => Folder.RunAsync(
        "import", "orders", RepositoryFolder.PathOf("samples/Quickstart/data/cdnow_master.txt"), "--delimiter", "space", "--date-format", "yyyyMMdd", "--currency", "USD",
        "--create-customers", "--map", "customer=customer_id", "--map", "date=date", "--map", "quantity=number_of_cds", "--map", "amount=dollar_value", "--json");

    public async Task InitializeAsync()
    {
        Import = (await ImportAsync()).Expect(0).Json;
        Classification = (await Folder.RunAsync("classify", "--as-of", "1998-06-30", "--json")).Expect(0).Json;
    }

    async Task IAsyncLifetime.DisposeAsync() => await Folder.DisposeAsync();
}
