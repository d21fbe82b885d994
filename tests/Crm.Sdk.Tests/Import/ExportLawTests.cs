using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Export;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>DQ-4: what was exported imports to the same state, into the same store and into another one.</summary>
public sealed class ExportLawTests
{
    private static readonly Gen<string> Words = Gen.Elements(
        "tea", "Ada", "王芳", "a,b", "say \"hi\"", "two\nlines", "semi;colon", "=1+1", "'=1+1", "+86", "-5", "@home", "O'Brien", "𠀀𠀁", "Jos\u00E9", "tab\tinside", "｜", "null", "[x]", "{}", "1e5", "007");

    private static readonly Gen<string> Texts = Words.NonEmptyListOf().Select(static words => string.Join(' ', words.Take(4)));

    private static readonly Gen<PersonName?> Names = Maybe(Gen.Elements(
        PersonName.Of("Ada", "Lovelace"), PersonName.Of(family: "王"), PersonName.Of(given: "O'Brien"), PersonName.Of("三", "张"), PersonName.Of("Jean-Luc", "d'Été")));

    private static readonly Gen<BirthDate?> Births = Maybe(Gen.Elements(
        BirthDate.Gregorian(1815, 12, 10), BirthDate.GregorianWithoutYear(2, 29), BirthDate.Lunar(1987, 6, 15, leapMonth: true), BirthDate.Lunar(null, 8, 15)));

    private static readonly Gen<PostalAddress?> Addresses =
        from street in Maybe(Texts)
        from city in Maybe(Texts)
        from code in Maybe(Gen.Elements("SW1A 1AA", "200000", "-1"))
        from point in Maybe(from latitude in Gen.Choose(-90_000_000, 90_000_000)
                            from longitude in Gen.Choose(-180_000_000, 180_000_000)
                            from datum in Gen.Elements(GeoDatum.Wgs84, GeoDatum.Gcj02, GeoDatum.Bd09)
                            select new GeoPoint(latitude, longitude, datum))
        let address = new PostalAddress { Street = street, City = city, PostalCode = code, Point = point }
        select address == new PostalAddress() ? null : address;

    private static readonly Gen<Customer> Customers =
        from kind in Gen.Elements(CustomerKind.Individual, CustomerKind.Enterprise)
        from hasKey in Gen.Elements(true, true, true, false)
        from prefix in Gen.Elements("K", "=", "'-", "客户", "+")
        from name in Maybe(Gen.Elements("Ada Lovelace", "王芳", "上海（集团）有限公司", "=SUM(A1)", "-Dash-"))
        from person in Names
        from birth in Births
        from gender in Gen.Elements(Gender.Unknown, Gender.Male, Gender.Female, Gender.Other)
        from email in Maybe(Gen.Elements("ada@example.com", "O'B+x@example.org", "+a=b@xn--fsqu00a.xn--fiqs8s"))
        from address in Addresses
        from country in Maybe(Gen.Elements("CN", "DE", "US"))
        from phone in Maybe(Gen.Elements("+8613800138000", "+862162345678;ext=12", "+12125552368", "95588", country is null ? "(5) 555-4729" : "+442079460958"))
        from texts in Maybe(Texts).ArrayOf(4)
        from zone in Maybe(Gen.Elements("Asia/Shanghai", "UTC", "America/New_York"))
        from language in Maybe(Gen.Elements("en", "zh-Hans", "de-CH-1996"))
        from tags in Texts.ArrayOf()
        from points in (from type in Gen.Elements(ContactPointKind.Email, ContactPointKind.Phone, ContactPointKind.Other)
                        from value in Texts.Where(static text => !text.Any(char.IsControl))
                        from label in Maybe(Gen.Elements("work", "家"))
                        select new ContactPoint(type, value, label)).ListOf()
        from attributes in (from attribute in Gen.Elements("size", "a.b", "x_1", "Z-9") from value in Texts select new AttributeValue(attribute, value)).ArrayOf()
        let id = CustomerId.New()
        select new Customer
        {
            Id = id,
            Kind = kind,
            Key = hasKey ? $"{prefix}{id.ToString()[24..]}" : null,
            Name = name,
            Person = person,
            Birth = birth,
            Gender = gender,
            Email = email,
            Phone = phone,
            Address = address,
            Country = country,
            Region = texts[0],
            Industry = texts[1],
            Owner = texts[2],
            Source = texts[3],
            Zone = zone,
            Language = language,
            Tags = tags.Where(static tag => !tag.Any(char.IsControl)).Distinct().Order(Comparer<string>.Create(CanonicalText.Compare)).ToValueList(),
            ContactPoints = points.ToValueList(),
            Attributes = attributes.DistinctBy(static attribute => attribute.Name).OrderBy(static attribute => attribute.Name, Comparer<string>.Create(CanonicalText.Compare)).ToValueList(),
        };

    private static readonly Gen<OrderDraftCase> Orders =
        from owner in Gen.Choose(0, 1_000)
        from hasKey in Gen.Elements(true, true, true, false)
        from micros in Gen.Choose(0, int.MaxValue)
        from currency in Gen.Elements(Currency.Cny, Currency.Usd, Currency.Parse("JPY"), Currency.Parse("KWD"))
        from lines in Lines(currency).NonEmptyListOf()
        from type in Gen.Elements(OrderType.Sale, OrderType.Return)
        from status in Gen.Elements(OrderStatus.Confirmed, OrderStatus.InPreparation, OrderStatus.Shipped, OrderStatus.Delivered, OrderStatus.Accepted, OrderStatus.Cancelled)
        from channel in Maybe(Texts)
        from region in Maybe(Texts)
        select new OrderDraftCase(owner, hasKey, Instant.FromUnixTimeTicks(micros * 10_000_000L + (micros % 1_000_003 * 10L)), currency, [.. lines.Take(6)], type, status, channel, region);

    [Theory]
    [InlineData("csv", false)]
    [InlineData("csv", true)]
    [InlineData("semicolon", false)]
    [InlineData("tab", true)]
    [InlineData("jsonl", false)]
    public Task What_was_exported_imports_to_the_same_state(string format, bool excelSafe)
    {
        ImportFormat written = format switch
        {
            "csv" => ImportFormat.Csv,
            "semicolon" => ImportFormat.Delimited(';'),
            "tab" => ImportFormat.Delimited('\t'),
            _ => ImportFormat.JsonLines,
        };
        Gen<(Customer[] Customers, OrderDraftCase[] Orders)> bases =
            from customers in Sequences.Of(Customers, atLeast: 1, atMost: 12).Generator
            from orders in Sequences.Of(Orders, atMost: 12).Generator
            select (customers, orders);
        return Law.HoldsAsync(
            bases,
            async world =>
            {
                var bench = new ImportBench();
                await FillAsync(bench, world.Customers, world.Orders);
                (string customers, string orders) = await ExportAsync(bench, written, excelSafe);

                // Into the same store: nothing to do.
                string before = await bench.EverythingAsync();
                ImportReport sameCustomers = await bench.ImportAsync(Import("customers", customers, written));
                ImportReport sameOrders = await bench.ImportAsync(Import("orders", orders, written));
                Assert.Empty(sameCustomers.FirstRejected.Concat(sameOrders.FirstRejected));
                Assert.Equal((world.Customers.Length, world.Orders.Length), (sameCustomers.Unchanged, sameOrders.Unchanged));
                Assert.Equal(before, await bench.EverythingAsync());

                // Into another one: the same records, those without key under their id.
                var copy = new ImportBench();
                await copy.ImportAsync(Import("customers", customers, written));
                await copy.ImportAsync(Import("orders", orders, written));
                Assert.Equal(await KeyedStateAsync(bench), await KeyedStateAsync(copy));
            },
            tests: 60);
    }

    [Fact]
    public async Task What_was_changed_after_an_export_is_put_back_by_importing_it()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,name,region,attr.size,tags\nada,Ada,north,L,vip\n"));
        foreach (ImportFormat format in new[] { ImportFormat.Csv, ImportFormat.JsonLines })
        {
            string before = await bench.StateAsync();
            (string customers, _) = await ExportAsync(bench, format, excelSafe: false);
            await bench.ImportAsync(ImportBench.Request("customers", "key,name,region,industry,attr.size\nada,Countess,,mathematics,\n"));

            ImportReport report = await bench.ImportAsync(Import("customers", customers, format));

            Assert.Equal(1, report.Updated);
            Assert.Equal(before, await bench.StateAsync());
        }
    }

    [Fact]
    public async Task An_export_to_a_file_appears_whole_or_not_at_all()
    {
        await using var folder = new TempFolder();
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("orders", "customer,date,amount\nada,2026-03-01,5\nada,2026-03-02,6\n"));
        string path = await folder.WriteAsync("orders.jsonl", "the one before");
        var export = new ExportService(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => export.ExportAsync(ImportBench.Scope, new ExportRequest("orders"), path, new CancellationToken(canceled: true)));
        Assert.Equal("the one before", await File.ReadAllTextAsync(path));

        ExportReport report = await export.ExportAsync(ImportBench.Scope, new ExportRequest("orders"), path, CancellationToken.None);

        Assert.Equal(("orders", 2, 2), (report.Kind, report.Written, report.Rows));
        Assert.Equal(2, (await File.ReadAllLinesAsync(path)).Count(static line => line.StartsWith("{\"key\":", StringComparison.Ordinal)));
        Assert.Single(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task Only_the_records_that_were_asked_for_are_exported_and_none_of_another_tenant()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", "key,country\nada,GB\nbob,DE\n"));
        var export = new ExportService(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Time);
        using var stream = new MemoryStream();

        ExportReport some = await export.ExportAsync(
            ImportBench.Scope, new ExportRequest("customers") { Where = Condition.Equal(CustomerModel.Country, FieldValue.Of("DE")) }, stream, CancellationToken.None);
        ExportReport none = await export.ExportAsync(new CrmScope(new TenantId("other"), "x"), new ExportRequest("customers"), stream, CancellationToken.None);

        Assert.Equal((1, 0), (some.Written, none.Written));
    }

    private static Gen<OrderLine> Lines(Currency currency) =>
        from product in Maybe(Texts)
        from quantity in Gen.Choose(-5_000_000, 5_000_000)
        from price in Maybe(Gen.Choose(0, 2_000_000_000).Select(static millionths => (long?)millionths))
        from discount in Gen.Choose(0, 500)
        from net in Gen.Choose(-1_000_000, 1_000_000)
        from tax in Gen.Choose(-1_000, 1_000)
        from cost in Maybe(Gen.Choose(-1_000, 100_000).Select(static minor => (long?)minor))
        select new OrderLine
        {
            Product = product,
            Quantity = new Quantity(quantity),
            Price = price is { } each ? UnitPrice.OfMillionths(each, currency) : null,
            Discount = Money.OfMinor(discount, currency),
            Net = Money.OfMinor(net, currency),
            Tax = Money.OfMinor(tax, currency),
            Cost = cost is { } minor ? Money.OfMinor(minor, currency) : null,
        };

    private static Gen<T?> Maybe<T>(Gen<T> values) => Gen.Frequency((1, Gen.Constant(default(T))), (3, values.Select(static value => (T?)value)));

    private static async Task FillAsync(ImportBench bench, Customer[] customers, OrderDraftCase[] orders)
    {
        await using ICrmSession session = new CrmCore(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Clock, bench.Trail).OpenSession(ImportBench.Scope);
        foreach (Customer customer in customers)
        {
            session.Add(customer);
        }

        for (int i = 0; i < orders.Length; i++)
        {
            session.Add(orders[i].ToOrder(customers[orders[i].Owner % customers.Length].Id, i));
        }

        await session.CommitAsync(CancellationToken.None);
    }

    private static async Task<(string Customers, string Orders)> ExportAsync(ImportBench bench, ImportFormat format, bool excelSafe)
    {
        var export = new ExportService(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Time);
        using var customers = new MemoryStream();
        using var orders = new MemoryStream();
        await export.ExportAsync(ImportBench.Scope, new ExportRequest("customers") { Format = format, ExcelSafe = excelSafe }, customers, CancellationToken.None);
        await export.ExportAsync(ImportBench.Scope, new ExportRequest("orders") { Format = format, ExcelSafe = excelSafe }, orders, CancellationToken.None);
        return (Encoding.UTF8.GetString(customers.ToArray()), Encoding.UTF8.GetString(orders.ToArray()));
    }

    private static ImportRequest Import(string kind, string text, ImportFormat format) => ImportBench.Request(kind, text) with { Format = format, CreateCustomers = false, Currency = null };

    private static async Task<string> KeyedStateAsync(ImportBench bench)
    {
        IReadOnlyList<Customer> customers = await bench.CustomersAsync();
        Dictionary<CustomerId, string> keys = customers.ToDictionary(static customer => customer.Id, static customer => customer.Key ?? customer.Id.ToString());
        IEnumerable<string> lines = customers
            .Select(customer => $"{customer with { Id = default, Key = keys[customer.Id], Origin = null }}")
            .Concat((await bench.OrdersAsync()).Select(order => $"{keys[order.Customer]} {order with { Id = default, Key = order.Key ?? order.Id.ToString(), Customer = default, Origin = null }}"))
            .Order(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private sealed record OrderDraftCase(
        int Owner, bool HasKey, Instant At, Currency Currency, ValueList<OrderLine> Lines, OrderType Type, OrderStatus Status, string? Channel, string? Region)
    {
        public Order ToOrder(CustomerId customer, int number) => new()
        {
            Id = OrderId.New(),
            Customer = customer,
            Key = HasKey ? $"-O{number}" : null,
            PlacedAt = At,
            Currency = Currency,
            Lines = Lines,
            Type = Type,
            Status = Status,
            Channel = Channel,
            Region = Region,
        };
    }
}
