using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>A small random base with everything that segments ask about: few values, so that segments hit; gaps, ties, other currencies, cancelled orders, merged customers, old and new labels.</summary>
internal static class RandomBase
{
    public static readonly AsOf Now = AsOf.EndOf(new LocalDate(2024, 3, 1), DateTimeZoneProviders.Tzdb["Asia/Shanghai"]);

    public static readonly AttributeDefinition[] Attributes =
    [
        new("t.size", AttributeType.Whole) { Indexed = true },
        new("t.rate", AttributeType.Decimal),
        new("t.day", AttributeType.Date) { Indexed = true },
        new("t.likes", AttributeType.Choices) { Choices = ["tea", "coffee", "milk"] },
        new("t.word", AttributeType.Text),
    ];

    /// <summary>Neighbours of all datums, across the antimeridian and at both poles.</summary>
    public static readonly GeoPoint[] Points =
    [
        GeoPoint.Of(31.2304m, 121.4737m), GeoPoint.Of(31.3m, 121.5m, GeoDatum.Gcj02), GeoPoint.Of(31.2304m, 121.4737m, GeoDatum.Bd09), GeoPoint.Of(-1m, 179.9m), GeoPoint.Of(-1m, -179.9m),
        GeoPoint.Of(90m, 12m), GeoPoint.Of(89m, -168m), GeoPoint.Of(-90m, 0m),
    ];

    private static readonly string[] Zones = ["America/New_York", "Pacific/Kiritimati", "UTC"];

    public static object[] Of(int seed)
    {
        var random = new Random(seed);
        var all = new List<object>();
        Customer[] customers = [.. Enumerable.Range(0, random.Next(1, 14)).Select(i => Customer(random, i))];
        all.AddRange([new Product { Id = ProductId.New(), Key = "P1", Name = "Tea", Category = "drinks" }, new Product { Id = ProductId.New(), Key = "P2", Name = "Mug", Category = "wares" }]);
        for (int i = 1; i < customers.Length; i++) // chains too: a loser's loser
        {
            if (random.Next(6) == 0)
            {
                Customer into = customers[random.Next(i)];
                bool ended = random.Next(4) == 0;
                all.Add(new CustomerMerge { Id = RecordId.New(), Survivor = into.Id, Loser = customers[i].Id, LoserState = CustomerState.Active, EndedAt = ended ? Now.Instant : null, EndedBy = ended ? new ActorId("tests") : default(ActorId?) });
                customers[i] = ended ? customers[i] : customers[i] with { State = CustomerState.Merged, MergedInto = into.Id };
            }
        }

        all.AddRange(customers);
        foreach (Customer customer in customers)
        {
            all.AddRange(Enumerable.Range(0, random.Next(0, 6)).Select(_ => Order(random, customer.Id)));
            all.AddRange(Enumerable.Range(0, random.Next(0, 3)).Select(_ => Interaction.Of(customer.Id, Pick(random, "complaint", "visit"), At(random)) with { Channel = Pick(random, "phone", null) }));
            all.AddRange(Enumerable.Range(0, random.Next(0, 2)).Select(_ => Need.Of(customer.Id, "wants") with { Level = Pick<NeedLevel?>(random, NeedLevel.Core, NeedLevel.Side, null), LearntOn = Pick<LocalDate?>(random, Now.Date.PlusDays(-random.Next(60)), null) }));
            all.AddRange(Enumerable.Range(0, random.Next(0, 2)).Select(_ => CrmTask.Of("li", "call", customer.Id) with { State = Pick(random, TaskState.Open, TaskState.Done) }));
            all.AddRange(Enumerable.Range(0, random.Next(0, 2)).Select(_ => Invoice.Of($"I{all.Count}", customer.Id, Now.Date.PlusDays(-random.Next(-5, 60)), Amount(random, Code(random)))));
            all.AddRange(Labels(random, customer.Id));
        }

        return [.. all, Label(random, CustomerId.New(), "high", 1, 2), .. Run()]; // the dimension is known in every base
    }

    private static Customer Customer(Random random, int number)
    {
        Customer customer = Sdk.Customers.Customer.Enterprise("C" + number) with
        {
            Key = "k" + number,
            Region = Pick(random, "north", "南", null),
            Country = Pick(random, "CN", "DE", null),
            Owner = Pick(random, "li", "wang", null),
            Zone = Pick(random, [null, null, .. Zones]),
            Gender = Pick(random, Gender.Unknown, Gender.Female),
            State = random.Next(8) == 0 ? CustomerState.Archived : CustomerState.Active,
            Tags = Pick<ValueList<string>>(random, [], ["a"], ["a", "b'\"\\"], ["南"]),
            Birth = Pick(random, null, BirthDate.Gregorian(2000, 2, 29), BirthDate.GregorianWithoutYear(3, 5), BirthDate.Lunar(1987, 6, 15), BirthDate.Gregorian(1990, random.Next(1, 13), 1)),
            Address = random.Next(2) == 0 ? null : new PostalAddress { City = Pick(random, "Shanghai", "Köln", null), Point = Pick(random, [null, .. Points]) },
        };
        foreach ((string name, string value) in new[] { ("t.size", Pick(random, "1", "5")), ("t.rate", "2.5"), ("t.day", Pick(random, "2024-03-01", "2024-02-29")), ("t.likes", Pick(random, "tea", "tea;milk")), ("t.word", Pick(random, "abc", "b")) })
        {
            customer = random.Next(2) == 0 ? customer : customer.WithAttribute(name, value);
        }

        return customer;
    }

    private static Order Order(Random random, CustomerId customer)
    {
        string currency = Code(random);
        bool back = random.Next(5) == 0;
        OrderLine[] lines = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => OrderLine.OfTotal(Pick(random, "P1", "P2", null), Quantity.Of(back ? -1 : 1), back ? -Amount(random, currency) : Amount(random, currency)))];
        return Sdk.Orders.Order.Place(customer, At(random), lines) with
        {
            Type = back ? OrderType.Return : OrderType.Sale,
            Status = random.Next(6) == 0 ? OrderStatus.Cancelled : OrderStatus.Confirmed,
            Channel = Pick(random, "web", "shop", null),
        };
    }

    private static IEnumerable<LabelAssignment> Labels(Random random, CustomerId customer)
    {
        if (random.Next(2) == 0)
        {
            yield return Label(random, customer, Pick(random, "high", "low", null), 1, random.Next(2) == 0 ? 2 : LabelAssignment.Open); // run 2 took it away
            yield return Label(random, customer, Pick(random, "high", "low"), 3, LabelAssignment.Open); // of a run that is not finished
        }
    }

    private static LabelAssignment Label(Random random, CustomerId customer, string? label, long from, long to) => new()
    {
        Id = RecordId.New(), Customer = customer, Dimension = "value-tier", Label = label, NoneCode = label is null ? "too-few" : null, Rule = "tests", RuleVersion = 1, Since = At(random), FromRun = from, ToRun = to,
    };

    private static IEnumerable<object> Run()
    {
        var id = RecordId.New();
        yield return new ClassificationRun { Id = id, Number = 2, AsOf = Now.Instant, Zone = "UTC", Currency = "CNY", StartedAt = Now.Instant, State = ClassificationRunState.Completed };
        yield return new ClassificationState { CurrentRun = 2, CurrentRunId = id, LastNumber = 2 };
    }

    private static Instant At(Random random) => Now.Zone.StartOf(Now.Date.PlusDays(-random.Next(-2, 45))).Plus(Duration.FromMilliseconds(Pick(random, -1, 0, random.Next(86_400_000))));

    private static Money Amount(Random random, string currency) => Money.OfMinor(Pick(random, 0, 100, 101, 250, random.Next(1, 400)), Currency.Parse(currency));

    private static string Code(Random random) => random.Next(12) == 0 ? "USD" : "CNY";

    private static T Pick<T>(Random random, params T[] values) => values[random.Next(values.Length)];
}
