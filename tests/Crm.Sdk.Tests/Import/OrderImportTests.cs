using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>Orders from rows: lines, keys, values, repeats (DQ-1).</summary>
public sealed class OrderImportTests
{
    private const string TwoOrders = """
        key,customer,date,product,quantity,price,discount,cost,tax,channel,region,status
        A-1,ada,2026-03-01,tea,2,10.50,1.00,12.00,2.60,web,north,shipped
        A-1,ada,2026-03-01,cup,1,7.00,,,,web,north,shipped
        A-2,bob,2026-03-02T08:30:00+08:00,tea,1,10.50,,,,,,
        """;

    [Fact]
    public async Task Rows_with_one_key_are_the_lines_of_one_order()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", TwoOrders));

        Assert.Equal((3, 2, 2), (report.Read, report.Created, report.CustomersCreated));
        IReadOnlyList<Order> orders = await bench.OrdersAsync();
        Order first = orders.Single(static order => order.Key == "A-1"), second = orders.Single(static order => order.Key == "A-2");
        Assert.Equal(["tea", "cup"], first.Lines.Select(static line => line.Product));
        Assert.Equal(Money.Of(27m, "CNY"), first.Net);
        Assert.Equal(Money.Of(29.60m, "CNY"), first.Gross);
        Assert.Equal((OrderStatus.Shipped, OrderType.Sale, "web", "north"), (first.Status, first.Type, first.Channel, first.Region));
        Assert.Equal((Money.Of(12m, "CNY"), null), (first.Lines[0].Cost, first.Lines[1].Cost));
        Assert.Equal(Instant.FromUtc(2026, 3, 2, 0, 30), second.PlacedAt);
        Assert.Equal(OrderStatus.Confirmed, second.Status);
    }

    [Fact]
    public async Task Rows_of_one_order_may_be_scattered_and_come_in_any_order()
    {
        string[] rows = [.. Enumerable.Range(0, 3_000).Select(static i => $"K{i % 700},c{i % 700 % 50},2026-01-{(i % 28 % 7) + 1:00},p{i},{(i % 5) + 1},{i}.25")];
        rows = [.. rows.Select((row, i) => row.Replace($"2026-01-{(i % 28 % 7) + 1:00}", "2026-01-01", StringComparison.Ordinal))];
        string text = "key,customer,date,product,quantity,amount\n" + string.Join('\n', rows);
        new Random(7).Shuffle(rows);
        string shuffled = "key,customer,date,product,quantity,amount\n" + string.Join('\n', rows);
        var bench = new ImportBench();

        ImportReport first = await bench.ImportAsync(ImportBench.Request("orders", text) with { ChunkSize = 100 });
        string before = await bench.EverythingAsync();
        ImportReport again = await bench.ImportAsync(ImportBench.Request("orders", text));
        ImportReport other = await bench.ImportAsync(ImportBench.Request("orders", shuffled) with { ChunkSize = 77 });

        Assert.Equal((3_000, 700, 50), (first.Read, first.Created, first.CustomersCreated));
        Assert.Equal(3_000, (await bench.OrdersAsync()).Sum(static order => order.Lines.Count));
        Assert.Equal((700, 0), (again.Unchanged, again.Updated));
        Assert.Equal((700, 0), (other.Unchanged, other.Updated));
        Assert.Equal(before, await bench.EverythingAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task New_orders_of_known_customers_are_added_without_asking_for_each_of_them(bool createCustomers)
    {
        int askedForOrders = 0;
        var bench = new ImportBench(store => new DecoratedStore(store) { OnQuery = query => askedForOrders += query.Kind == OrderModel.Kind.Kind ? 1 : 0 });
        string customers = "key,name\n" + string.Concat(Enumerable.Range(0, 400).Select(static i => $"c{i},Ada {i}\n"));
        string orders = "key,customer,date,amount\n" + string.Concat(Enumerable.Range(0, 400).Select(static i => $"o{i},c{i},2026-03-01,5\n"));
        await bench.ImportAsync(ImportBench.Request("customers", customers));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", orders) with { ChunkSize = 40, CreateCustomers = createCustomers });

        Assert.Equal((400, 0, 0), (report.Created, report.CustomersCreated, report.Rejected));
        Assert.Equal(1, askedForOrders); // for the first chunk: none of it was there
    }

    [Fact]
    public async Task Rows_without_key_are_told_apart_by_all_their_values_and_by_their_number_among_equal_ones()
    {
        var bench = new ImportBench();
        const string text = "customer,date,amount,till\nada,2026-03-01,5,1\nada,2026-03-01,5,1\nada,2026-03-01,5,2\n";

        ImportReport first = await bench.ImportAsync(ImportBench.Request("orders", text));
        ImportReport more = await bench.ImportAsync(ImportBench.Request("orders", text + "ada,2026-03-01,5,1\n"));
        ImportReport reordered = await bench.ImportAsync(ImportBench.Request("orders", "till,amount,empty,customer,date\n2,5,,ada,2026-03-01\n1,5,,ada,2026-03-01\n"));
        ImportReport json = await bench.ImportAsync(ImportBench.Request("orders", """{"till":"1","date":"2026-03-01","amount":"5","customer":"ada"}""") with { Format = ImportFormat.JsonLines });

        Assert.Equal((3, 0), (first.Created, first.Unchanged));
        Assert.Equal((1, 3), (more.Created, more.Unchanged));
        Assert.Equal((0, 2), (reordered.Created, reordered.Unchanged));
        Assert.Equal((0, 1), (json.Created, json.Unchanged));
        Assert.Equal(4, (await bench.OrdersAsync()).Count);
    }

    [Fact]
    public async Task Importing_again_with_a_corrected_option_corrects_the_same_records()
    {
        var bench = new ImportBench();
        const string text = "customer,date,amount,shop\nada,2026-03-01,5,north\nbob,2026-03-01,7,south\n";
        await bench.ImportAsync(ImportBench.Request("orders", text));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", text) with
        {
            Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
            Map = new Dictionary<string, string> { ["region"] = "shop" },
        });

        Assert.Equal((0, 2), (report.Created, report.Updated));
        Assert.All(await bench.OrdersAsync(), static order => Assert.Equal(Instant.FromUtc(2026, 2, 28, 16, 0), order.PlacedAt));
        Assert.Equal(["north", "south"], (await bench.OrdersAsync()).Select(static order => order.Region).Order());
    }

    [Fact]
    public async Task Another_source_with_the_same_rows_holds_other_orders()
    {
        var bench = new ImportBench();
        const string text = "customer,date,amount\nada,2026-03-01,5\n";

        await bench.ImportAsync(ImportBench.Request("orders", text));
        ImportReport other = await bench.ImportAsync(ImportBench.Request("orders", text, name: "other.csv"));
        ImportReport named = await bench.ImportAsync(ImportBench.Request("orders", text, name: "third.csv") with { SourceName = "rows.csv" });

        Assert.Equal(1, other.Created);
        Assert.Equal((0, 1), (named.Created, named.Unchanged));
    }

    [Fact]
    public async Task A_changed_row_changes_the_order_with_a_revision_that_names_the_run()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("orders", TwoOrders));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", TwoOrders.Replace("cup,1,7.00", "cup,2,7.00", StringComparison.Ordinal)));

        Assert.Equal((0, 1, 1), (report.Created, report.Updated, report.Unchanged));
        Revision revision = Assert.Single(await bench.AllAsync<Revision>(RevisionModel.Kind));
        Assert.Equal((report.Run, "importer", 2L), (revision.Run, revision.By.Value, revision.Version));
        Assert.Equal(["line", "net"], revision.Changes.Select(static change => change.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_the_rows_do_not_say_stays_in_the_lines_they_agree_with()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("orders", TwoOrders));
        string before = await bench.EverythingAsync();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,product,amount\nA-1,ada,2026-03-01,cup,7\nA-1,ada,2026-03-01,tea,20\n"));

        Assert.Equal(1, report.Unchanged);
        Assert.Equal(before, await bench.EverythingAsync());
    }

    [Fact]
    public async Task An_order_of_which_one_row_is_refused_is_refused_as_a_whole()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", TwoOrders.Replace("cup,1,7.00", "cup,1,7,00", StringComparison.Ordinal).Replace(",7,00,,,,web", ",7.00.1,,,,web", StringComparison.Ordinal)));

        Assert.Equal((1, 2), (report.Created, report.Rejected));
        Assert.Equal([(2L, "key"), (3L, "price")], report.FirstRejected.Select(static row => (row.Line, row.Field)));
        Assert.Contains("line 3 of the same record", report.FirstRejected[0].Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada", "bob", "2026-03-01", "2026-03-01", "customer")]
    [InlineData("ada", "ada", "2026-03-01", "2026-03-02", "date")]
    public async Task Rows_of_one_order_that_contradict_each_other_are_refused(string customer, string other, string date, string otherDate, string field)
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", $"key,customer,date,amount\nK,{customer},{date},1\nK,{other},{otherDate},2\n"));

        Assert.Equal((0, 2), (report.Created, report.Rejected));
        Assert.Equal(field, report.FirstRejected[1].Field);
    }

    [Fact]
    public async Task What_belongs_to_the_order_may_stand_in_its_first_row_alone()
    {
        var bench = new ImportBench();

        await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount,currency\nK,ada,2026-03-01,100,JPY\nK,,,200,\n") with { Currency = null });

        Assert.Equal(Money.Of(300, "JPY"), Assert.Single(await bench.OrdersAsync()).Net);
    }

    [Theory]
    [InlineData("price,quantity,discount", "3.333333,3,0.01", "9.99")]
    [InlineData("amount", "12.34", "12.34")]
    [InlineData("amount,price,quantity", "12.34,5,2", "12.34")]
    [InlineData("price,quantity", "0.005,1", "0.01")]
    [InlineData("price", "7", "7")]
    [InlineData("amount", "-5", "-5")]
    [InlineData("amount", "0", "0")]
    [InlineData("amount", "5.000", "5")]
    public async Task A_line_has_its_amount_or_is_its_price_times_its_quantity_less_its_discount(string columns, string values, string net)
    {
        var bench = new ImportBench();

        await bench.ImportAsync(ImportBench.Request("orders", $"key,customer,date,{columns}\nK,ada,2026-03-01,{values}\n"));

        Order order = Assert.Single(await bench.OrdersAsync());
        Assert.Equal(decimal.Parse(net, System.Globalization.CultureInfo.InvariantCulture), order.Net.Amount);
        Assert.Equal(net.StartsWith('-') ? (OrderType.Return, new Quantity(-1_000_000)) : (OrderType.Sale, order.Lines[0].Quantity), (order.Type, order.Lines[0].Quantity));
    }

    [Fact]
    public async Task Without_leave_to_create_customers_orders_of_unknown_ones_are_refused()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,name\nada,Ada Lovelace\n"));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", "customer,date,amount\nada,2026-03-01,5\nbob,2026-03-01,6\n") with { CreateCustomers = false });

        Assert.Equal((1, 1, 0), (report.Created, report.Rejected, report.CustomersCreated));
        Assert.Equal((3, "customer", "bob"), (report.FirstRejected[0].Line, report.FirstRejected[0].Field, report.FirstRejected[0].Value));
        Assert.Single(await bench.CustomersAsync());
    }

    [Fact]
    public async Task An_order_may_name_its_customer_by_the_internal_id()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,name\nada,Ada Lovelace\n"));
        Customer ada = Assert.Single(await bench.CustomersAsync());

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", $"customer,date,amount\n{ada.Id},2026-03-01,5\n"));

        Assert.Equal(0, report.CustomersCreated);
        Assert.Equal(ada.Id, Assert.Single(await bench.OrdersAsync()).Customer);
    }

    [Fact]
    public async Task Two_rows_that_name_one_record_by_key_and_by_id_are_not_both_taken()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,name\nada,Ada\n"));
        Customer ada = Assert.Single(await bench.CustomersAsync());

        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", $"key,name\nada,Ada King\n{ada.Id},Ada Byron\n"));

        Assert.Equal((1, 1), (report.Updated, report.Rejected));
        Assert.Equal("Ada King", Assert.Single(await bench.CustomersAsync()).Name);
    }

    [Fact]
    public async Task Records_that_others_add_between_reading_and_committing_are_met_and_not_doubled()
    {
        string text = "key,customer,date,amount\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"K{i},c{i % 7},2026-03-01,{i}\n"));
        ImportBench bench = null!;
        int commits = 0;
        bench = new ImportBench(store => new DecoratedStore(store)
        {
            BeforeCommit = async _ =>
            {
                if (Interlocked.Increment(ref commits) == 3)
                {
                    // another process brings all of it in meanwhile
                    var other = new ImportService(bench.Memory, bench.Trail, bench.Protector, bench.Clock, bench.Time, AttributeCatalogue.Standard);
                    await other.ImportAsync(ImportBench.Scope, ImportBench.Request("orders", text, "other.csv"), null, CancellationToken.None);
                }
            },
        });

        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", text) with { ChunkSize = 10 });

        Assert.Equal((20, 20, 0, 7), (report.Created, report.Unchanged, report.Rejected, report.CustomersCreated));
        Assert.Equal(40, (await bench.OrdersAsync()).Count);
        Assert.Equal(7, (await bench.CustomersAsync()).Count);
    }

    [Fact]
    public async Task Made_keys_are_short_enough_for_every_source_name_that_is_taken()
    {
        var bench = new ImportBench();
        string name = new('名', ImportRequest.MaxSourceNameLength);

        await bench.ImportAsync(ImportBench.Request("customers", "name\nAda\nAda\n") with { SourceName = name });

        Assert.All(await bench.CustomersAsync(), static customer => Assert.True(customer.Key!.Length <= Customer.MaxKeyLength));
        Assert.Equal(2, (await bench.CustomersAsync()).Select(static customer => customer.Key).Distinct().Count());
    }
}
