using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>The kinds of the archive beside customers and orders: what their rows need, name and leave alone (DQ-1, DQ-2).</summary>
public sealed class ArchiveKindsImportTests
{
    [Fact]
    public async Task DQ_2_A_declared_attribute_that_is_no_value_refuses_its_row_with_field_value_and_rule()
    {
        var bench = new ImportBench();
        AttributeDefinition choice = AttributeCatalogue.Standard.All.First(static attribute => attribute.Type == AttributeType.Choice && attribute.Of is null or CustomerKind.Individual);

        ImportReport report = await bench.ImportAsync(ImportBench.Request(
            "customers", $"key,attr.{choice.Name},attr.note\na,{choice.Choices[0].ToUpperInvariant()},x\nb,frog,y\n"));

        RejectedRow refused = Assert.Single(report.FirstRejected);
        Assert.Equal((3, $"attr.{choice.Name}", "frog"), (refused.Line, refused.Field, refused.Value));
        Assert.Contains(choice.Choices[0], refused.Error, StringComparison.Ordinal);
        Customer only = Assert.Single(await bench.CustomersAsync());
        Assert.Equal((choice.Choices[0], "x"), (only.Attribute(choice.Name), only.Attribute("note")));
    }

    [Fact]
    public async Task An_attribute_of_the_other_kind_of_customer_is_refused()
    {
        var bench = new ImportBench();
        AttributeDefinition ofEnterprises = AttributeCatalogue.Standard.All.First(static attribute => attribute is { Of: CustomerKind.Enterprise, Type: AttributeType.Text });

        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", $"key,kind,attr.{ofEnterprises.Name}\na,individual,x\nb,enterprise,x\n"));

        Assert.Equal((1, 1), (report.Created, report.Rejected));
        Assert.Contains($"attr.{ofEnterprises.Name}", Assert.Single(report.FirstRejected).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_record_needs_its_fields_and_one_that_is_there_keeps_what_no_column_says()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("products", "key,name,price,category\nP1,Tea,10.5,drinks/hot\n"));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("products", "key,price\nP1,11\nP2,3\n"));

        Assert.Equal((0, 1, 1), (report.Created, report.Updated, report.Rejected));
        Assert.Equal((3, "name"), (report.FirstRejected[0].Line, report.FirstRejected[0].Field));
        Product tea = Assert.Single(await bench.AllAsync<Product>(ProductModel.Kind));
        Assert.Equal(("Tea", "drinks/hot", UnitPrice.Of(11m, "CNY")), (tea.Name, tea.Category, tea.ListPrice));
    }

    [Fact]
    public async Task A_record_that_names_one_that_is_not_there_is_refused_and_customers_are_added_only_when_asked_for()
    {
        var bench = new ImportBench();
        const string Rows = "key,customer,date,order,net\nR1,ada,2026-03-01,,5\nR2,ada,2026-03-01,O9,5\n";

        ImportReport without = await bench.ImportAsync(ImportBench.Request("invoices", Rows) with { CreateCustomers = false });
        ImportReport with = await bench.ImportAsync(ImportBench.Request("invoices", Rows));

        Assert.Equal((0, 2), (without.Created, without.Rejected));
        Assert.Equal(["customer", "customer"], without.FirstRejected.Select(static row => row.Field));
        Assert.Equal((1, 1, 1), (with.Created, with.CustomersCreated, with.Rejected));
        Assert.Equal((3, "order", "O9"), (with.FirstRejected[0].Line, with.FirstRejected[0].Field, with.FirstRejected[0].Value));
    }

    [Fact]
    public async Task The_employer_of_a_contact_person_is_added_as_an_enterprise()
    {
        var bench = new ImportBench();

        await bench.ImportAsync(ImportBench.Request("contact-persons", "key,enterprise,name,title,power\nC1,acme,Ada Lovelace,head of purchasing,buyer\n"));

        Assert.Equal(CustomerKind.Enterprise, Assert.Single(await bench.CustomersAsync()).Kind);
        ContactPerson person = Assert.Single(await bench.AllAsync<ContactPerson>(ContactPersonModel.Kind));
        Assert.Equal([new ContactRole("head of purchasing", null, DecisionPower.Buyer)], person.Roles);
    }

    [Fact]
    public async Task Equal_rows_without_key_all_count_and_import_again_to_nothing()
    {
        var bench = new ImportBench();
        const string Rows = "customer,date,type,subject\nada,2026-03-01,call,hello\nada,2026-03-01,call,hello\nada,2026-03-02,visit,\n";

        ImportReport first = await bench.ImportAsync(ImportBench.Request("interactions", Rows));
        ImportReport again = await bench.ImportAsync(ImportBench.Request("interactions", Rows));

        Assert.Equal((3, 0), (first.Created, first.Rejected));
        Assert.Equal((0, 3), (again.Created, again.Unchanged));
        Assert.Equal(3, (await bench.AllAsync<Interaction>(InteractionModel.Kind)).Select(static one => one.Key).Distinct().Count());
    }

    [Fact]
    public async Task A_serial_number_that_another_item_has_refuses_its_row_and_no_other()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("owned-items", "key,customer,product,serial\nI1,ada,pump,7\n"));

        ImportReport report = await bench.ImportAsync(ImportBench.Request("owned-items", "key,customer,product,serial\nI2,ada,pump,8\nI3,ada,pump,7\nI4,ada,pump,8\nI5,ada,pump,9\n"));

        Assert.Equal((2, 2), (report.Created, report.Rejected));
        Assert.Equal([3L, 4L], report.FirstRejected.Select(static row => row.Line));
        Assert.All(report.FirstRejected, static row => Assert.Equal("serial", row.Field));
    }

    [Fact]
    public async Task Order_lines_are_all_lines_of_their_order_and_orders_without_lines_leave_them_alone()
    {
        var bench = new ImportBench();
        ImportRequest heads = ImportBench.Request("orders", "key,customer,date\nO1,ada,2026-03-01\nO2,bob,2026-03-02\n") with { WithoutLines = true };
        const string Lines = "order,product,price,quantity,discountRate\nO1,tea,9.99,3,0.05\nO1,cup,1.00,1,0\nO2,tea,1.00,1,\nO7,tea,1.00,1,\n";
        await bench.ImportAsync(heads);

        ImportReport lines = await bench.ImportAsync(ImportBench.Request("order-lines", Lines));
        string before = await bench.StateAsync();
        ImportReport again = await bench.ImportAsync(ImportBench.Request("order-lines", Lines));
        ImportReport headsAgain = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date\nO1,ada,2026-03-01\nO2,bob,2026-03-02\n") with { WithoutLines = true });

        Assert.Equal((2, 1, "order"), (lines.Updated, lines.Rejected, lines.FirstRejected[0].Field));
        Assert.Equal((2, 2), (again.Unchanged, headsAgain.Unchanged));
        Assert.Equal(before, await bench.StateAsync());
        Order first = (await bench.OrdersAsync()).Single(static order => order.Key == "O1");
        Assert.Equal([Money.Of(28.47m, "CNY"), Money.Of(1m, "CNY")], first.Lines.Select(static line => line.Net)); // 29.97 less five percent, rounded once
        Assert.Equal(Money.Of(1.50m, "CNY"), first.Lines[0].Discount);

        await bench.Service.UndoAsync(ImportBench.Scope, lines.Run!.Value, CancellationToken.None);
        Assert.All(await bench.OrdersAsync(), static order => Assert.Empty(order.Lines));
    }

    [Fact]
    public async Task Orders_without_amounts_are_refused_unless_their_lines_are_said_to_come_apart()
    {
        var bench = new ImportBench();

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,total\nO1,ada,2026-03-01,5\n")));

        Assert.Equal(ImportErrorCodes.BadColumns, error.Code);
        Assert.Contains("--without-lines", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_return_names_its_order_wherever_that_stands_and_goes_with_it_when_that_is_refused()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request(
            "orders", "key,customer,date,amount,lines,returnOf\nR1,ada,2026-03-02,-5,,O1\nO1,ada,2026-03-01,5,1,\nR2,ada,2026-03-02,-5,,O2\nO2,ada,2026-03-01,5,2,\n"));

        Assert.Equal((2, 2), (report.Created, report.Rejected));
        Assert.Equal([("returnOf", 4L), ("lines", 5L)], report.FirstRejected.Select(static row => (row.Line == 4 ? "returnOf" : row.Field, row.Line)));
        IReadOnlyList<Order> orders = await bench.OrdersAsync();
        Assert.Equal(orders.Single(static order => order.Key == "O1").Id, orders.Single(static order => order.Key == "R1").ReturnOf);
    }

    [Fact]
    public async Task A_merged_customer_names_its_survivor_and_no_other_customer_does()
    {
        var bench = new ImportBench();

        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", "key,state,mergedInto\nloser,merged,winner\nwinner,,\nodd,active,winner\nlost,merged,\n"));

        Assert.Equal((2, 2), (report.Created, report.Rejected));
        IReadOnlyList<Customer> customers = await bench.CustomersAsync();
        Assert.Equal(customers.Single(static customer => customer.Key == "winner").Id, customers.Single(static customer => customer.Key == "loser").MergedInto);
    }

    [Fact]
    public async Task Words_for_nothing_values_for_all_rows_and_words_that_are_looked_up()
    {
        var bench = new ImportBench();
        ImportLookup countries = await ImportLookup.ReadAsync(ImportSource.Stream(new MemoryStream(Encoding.UTF8.GetBytes("name,code\nGermany,DE\n")), "countries.csv"), CancellationToken.None);
        var request = ImportBench.Request("customers", "key,name,region,country\na,Acme,NULL,Germany\nb,NULL,x,Atlantis\n");

        ImportReport report = await bench.ImportAsync(request with
        {
            NullWords = ["NULL"],
            Values = new Dictionary<string, string> { ["kind"] = "enterprise", ["attr.origin"] = "fair" },
            Lookups = new Dictionary<string, ImportLookup> { ["country"] = countries },
        });

        Customer acme = Assert.Single(await bench.CustomersAsync());
        Assert.Equal((CustomerKind.Enterprise, null, "DE", "fair"), (acme.Kind, acme.Region, acme.Country, acme.Attribute("origin")));
        Assert.Equal((3, "country", "Atlantis"), (report.FirstRejected[0].Line, report.FirstRejected[0].Field, report.FirstRejected[0].Value));
    }

    [Fact]
    public async Task Fields_that_a_row_has_too_many_are_joined_only_into_the_column_that_was_named()
    {
        var bench = new ImportBench();
        const string Rows = "key,address,city\na,\"12, High St\",Leeds\nb,Rua do Paço, 67,Rio\nc,1,2,3,4\nd,only\n";

        ImportReport strict = await bench.ImportAsync(ImportBench.Request("customers", Rows) with { DryRun = true });
        ImportReport joined = await bench.ImportAsync(ImportBench.Request("customers", Rows) with { JoinSurplusInto = "address" });

        Assert.Equal([3L, 4L, 5L], strict.FirstRejected.Select(static row => row.Line));
        Assert.Equal(5, Assert.Single(joined.FirstRejected).Line);
        Assert.Equal(
            [("a", "12, High St", "Leeds"), ("b", "Rua do Paço, 67", "Rio"), ("c", "1,2,3", "4")],
            (await bench.CustomersAsync()).OrderBy(static customer => customer.Key, StringComparer.Ordinal).Select(static customer => (customer.Key!, customer.Address!.Street!, customer.Address.City!)));
        CrmException unknown = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(ImportBench.Request("customers", Rows) with { JoinSurplusInto = "adress" }));
        Assert.Contains("Did you mean 'address'?", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key", "x", "tells them apart")]
    [InlineData("name", "x", "give one of the two")]
    [InlineData("frog", "x", "no target 'frog'")]
    public async Task A_value_for_all_rows_is_for_a_target_that_has_none(string target, string value, string expected)
    {
        var bench = new ImportBench();
        var request = ImportBench.Request("customers", "key,n\na,b\n") with
        {
            Map = new Dictionary<string, string> { ["name"] = "n" },
            Values = new Dictionary<string, string> { [target] = value },
        };

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(request));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_says_nothing_of_a_format_or_a_kind_is_refused()
    {
        var bench = new ImportBench();
        ImportRequest people = ImportBench.Request("customers", "{\"key\":\"a\"}\n", "rows.jsonl");

        foreach (ImportRequest wrong in new[] { people with { JoinSurplusInto = "key" }, people with { WithoutLines = true } })
        {
            CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(wrong));
            Assert.Equal(ImportErrorCodes.BadOption, error.Code);
        }

        Assert.Empty(await bench.CustomersAsync());
    }
}
