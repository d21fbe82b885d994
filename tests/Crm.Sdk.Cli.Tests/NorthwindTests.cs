using System.Text.Json;
using Crm.Sdk.Cli.Tests.Support;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Cli.Tests;

/// <summary>Northwind as it is published, imported with the commands of the user's guide (DQ-1).</summary>
public sealed class NorthwindTests : IAsyncLifetime
{
    private ToolFolder Folder { get; } = new();

    [Fact]
    public async Task The_whole_of_it_imports_and_imports_again_to_nothing()
    {
        await ImportAllAsync("created", "updated");
        await ImportAllAsync("unchanged", "unchanged");

        string orders = Folder.PathOf("orders.jsonl"), products = Folder.PathOf("products.jsonl"), owners = Folder.PathOf("owners.jsonl"), customers = Folder.PathOf("customers.jsonl");
        (await Folder.RunAsync("export", "orders", orders)).Expect(0);
        (await Folder.RunAsync("export", "products", products)).Expect(0);
        (await Folder.RunAsync("export", "owners", owners)).Expect(0);
        (await Folder.RunAsync("export", "customers", customers)).Expect(0);

        JsonElement[] lines = await ReadAsync(orders);
        Assert.Equal(2_155, lines.Length);
        Assert.Equal(830, lines.Select(static line => Text(line, "key")).Distinct().Count());
        Assert.Equal(89, lines.Select(static line => Text(line, "customer")).Distinct().Count());
        Assert.Equal(1_265_793.29m, lines.Sum(static line => line.GetProperty("amount").GetDecimal()));
        JsonElement hanari = lines.First(static line => Text(line, "key") == "10250"); // one of those whose address was cut
        Assert.Equal(("HANAR", "1996-07-08T00:00:00Z", "1996-08-05T00:00:00Z"), (Text(hanari, "customer"), Text(hanari, "date"), Text(hanari, "promised")));
        Assert.Equal(21, lines.Where(static line => Text(line, "shipped") is null).Select(static line => Text(line, "key")).Distinct().Count());

        JsonElement[] goods = await ReadAsync(products);
        Assert.Equal((77, 8), (goods.Length, goods.Count(static product => Text(product, "active") == "false")));
        Assert.Equal(("Chai", "Beverages", 18.00m), (Text(goods[0], "name"), Text(goods[0], "category"), goods[0].GetProperty("price").GetDecimal()));

        JsonElement[] staff = await ReadAsync(owners);
        Assert.Equal(("Nancy Davolio", "2", "1992-05-01"), (Text(staff[0], "name"), Text(staff[0], "manager"), Text(staff[0], "activeFrom")));
        Assert.Null(Text(staff[1], "manager")); // Andrew Fuller reports to nobody

        JsonElement[] companies = await ReadAsync(customers);
        Assert.All(companies, static company => Assert.Equal("enterprise", Text(company, "kind")));
        Assert.Equal(("Alfreds Futterkiste", "DE", null, "+49300074321"), (Text(companies[0], "name"), Text(companies[0], "country"), Text(companies[0], "region"), Text(companies[0], "phone")));
    }

    [Fact]
    public async Task Without_being_told_the_lines_with_an_unquoted_comma_are_refused_with_their_number_and_the_reason()
    {
        string rejects = Folder.PathOf("rejects.csv");

        JsonElement report = (await Folder.RunAsync(
            "import", "orders", File("orders"), "--without-lines", "--create-customers", "--currency", "USD", "--null", "NULL",
            "--map", "key=orderID", "--map", "customer=customerID", "--map", "date=orderDate", "--rejects", rejects, "--json")).Expect(3).Json;

        Assert.Equal((830, 654, 176), (Count(report, "read"), Count(report, "created"), Count(report, "rejected")));
        string[] lines = await System.IO.File.ReadAllLinesAsync(rejects);
        Assert.Equal(177, lines.Length);
        Assert.Equal("4,,,\"the row has 15 fields, the columns are 14\"", lines[1]);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await Folder.DisposeAsync();

    private async Task ImportAllAsync(string added, string completed)
    {
        await ImportAsync(added, 91, "customers", File("customers"), "--null", "NULL", "--join-surplus", "address", "--set", "kind=enterprise", "--lookup", $"country={File("countries")}", "--map", "key=customerID", "--map", "name=companyName");
        await ImportAsync(
            added, 91, "contact-persons", File("customers"), "--null", "NULL", "--join-surplus", "address",
            "--map", "key=customerID", "--map", "enterprise=customerID", "--map", "name=contactName", "--map", "title=contactTitle", "--lookup", $"country={File("countries")}");
        await ImportAsync(
            added, 9, "owners", File("employees"), "--null", "NULL",
            "--map", "key=employeeID", "--map", "givenName=firstName", "--map", "familyName=lastName", "--map", "manager=reportsTo", "--map", "activeFrom=hireDate");
        await ImportAsync(
            added, 77, "products", File("products"), "--currency", "USD",
            "--map", "key=productID", "--map", "name=productName", "--map", "category=categoryID", "--lookup", $"category={File("categories")}", "--map", "price=unitPrice");
        await ImportAsync(
            added, 830, "orders", File("orders"), "--without-lines", "--currency", "USD", "--null", "NULL", "--join-surplus", "shipAddress",
            "--map", "key=orderID", "--map", "customer=customerID", "--map", "date=orderDate", "--map", "promised=requiredDate", "--map", "shipped=shippedDate", "--map", "region=shipRegion");
        await ImportAsync(
            completed, 830, "order-lines", File("order-details"),
            "--map", "order=orderID", "--map", "product=productID", "--map", "price=unitPrice", "--map", "discountRate=discount", "--map", "discount=");
    }

    private async Task ImportAsync(string counted, int records, params string[] call)
    {
        JsonElement report = (await Folder.RunAsync(["import", .. call, "--json"])).Expect(0).Json;
        Assert.Equal((records, 0), (Count(report, counted), Count(report, "rejected")));
    }

    private static string File(string name) => RepositoryFolder.PathOf("tests", "data", "northwind", $"{name}.csv");

    private static int Count(JsonElement report, string property) => report.GetProperty(property).GetInt32();

    private static string? Text(JsonElement row, string property) => row.GetProperty(property).GetString();

    private static async Task<JsonElement[]> ReadAsync(string path) =>
        [.. (await System.IO.File.ReadAllLinesAsync(path)).Select(static line => JsonDocument.Parse(line).RootElement)];
}
