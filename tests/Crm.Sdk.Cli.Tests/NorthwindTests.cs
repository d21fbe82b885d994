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

    [Fact] // figures computed from the files by a script of its own: each line rounded to the cent
    public async Task TX_3_its_sales_are_divided_and_a_customer_s_preferences_told()
    {
        await ImportAllAsync("created", "updated");

        JsonElement[] categories = await RowsAsync("category");
        Assert.Equal(
            [("Beverages", 83, 354, 9532, 267868.20m), ("Dairy Products", 81, 303, 9149, 234507.32m), ("Confections", 80, 295, 7906, 167357.29m)],
            categories.Take(3).Select(static row => (Text(row, "part")!, Count(row, "customers"), Count(row, "orders"), Count(row, "quantity"), row.GetProperty("revenue").GetProperty("amount").GetDecimal())));
        Assert.Equal(8, categories.Length);
        Assert.Equal(1_265_793.29m, (await RowsAsync("product")).Sum(static row => row.GetProperty("revenue").GetProperty("amount").GetDecimal()));
        Assert.Equal([(null, 736_759.04m), ("ID", 104_361.96m)], (await RowsAsync("region")).Take(2).Select(static row => (Text(row, "part"), row.GetProperty("revenue").GetProperty("amount").GetDecimal())));
        Assert.Equal(98_513.02m, (await RowsAsync("purchase")).Single(static row => Text(row, "part") == "first").GetProperty("revenue").GetProperty("amount").GetDecimal());
        Assert.Equal([1, 2, 8, 5, 34, 39], (await RowsAsync("frequency")).Select(static row => Count(row, "count")));
        Assert.Equal(734, (await RowsAsync("interval")).Sum(static row => Count(row, "count")));
        Assert.Equal([137, 283, 248, 158, 3, 1], (await RowsAsync("basket")).Select(static row => Count(row, "count")));

        JsonElement alfki = (await Folder.RunAsync("customer", "preferences", "ALFKI", "--json")).Expect(0).Json;
        Assert.Equal(6, alfki.GetProperty("evidence").GetProperty("orders").GetInt32());
        JsonElement favourite = alfki.GetProperty("categories")[0];
        Assert.Equal(("Condiments", 4, 1_338.80m), (Text(favourite, "value"), Count(favourite, "orders"), favourite.GetProperty("spend").GetProperty("amount").GetDecimal()));
        Assert.Equal(1_338.80 / 4_273.00, favourite.GetProperty("share").GetDouble(), 1e-12);
        Assert.Equal([("monday", 3), ("thursday", 2), ("friday", 1)], alfki.GetProperty("weekdays").EnumerateArray().Select(static day => (Text(day, "value")!, Count(day, "orders"))));
        Assert.Equal(0, alfki.GetProperty("dayParts").GetArrayLength()); // dates without a time
        Assert.Equal(("standard", 12), (Text(alfki.GetProperty("priceLevel"), "level"), Count(alfki.GetProperty("priceLevel"), "lines")));
        Assert.Equal(0.5896464646464648, alfki.GetProperty("priceLevel").GetProperty("meanRank").GetDouble(), 1e-12);
        JsonElement promotions = alfki.GetProperty("promotions");
        Assert.Equal((4, 323.20m, 766.25m), (Count(promotions, "orders"), promotions.GetProperty("discount").GetProperty("amount").GetDecimal(), promotions.GetProperty("spendWith").GetProperty("amount").GetDecimal()));
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

    private async Task<JsonElement[]> RowsAsync(string by) => [.. (await Folder.RunAsync("transactions", "--by", by, "--json")).Expect(0).Json.EnumerateArray()];

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
