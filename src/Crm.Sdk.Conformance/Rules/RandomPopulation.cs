using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Conformance.Rules;

/// <summary>Some customers with random orders and returns over three years, in columns.</summary>
internal static class RandomPopulation
{
    public static readonly LocalDate LastOrderDay = new(2026, 6, 30);

    public static OrderColumns Of(Random random, int customers)
    {
        var builder = new OrderColumnsBuilder(Currency.Usd);
        for (int i = 0; i < customers; i++)
        {
            var customer = CustomerId.New();
            builder.AddCustomers([new CustomerEntry(customer, Region: random.Next(2) == 0 ? Category.Of("north") : Category.None, Owner: random.Next(3) == 0 ? Category.Of("li") : Category.None)]);
            for (int orders = random.Next(4) switch { 0 => 0, 1 => 1, 2 => random.Next(2, 5), _ => random.Next(5, 15) }; orders > 0; orders--)
            {
                Instant at = LastOrderDay.PlusDays(-random.Next(1_100)).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromMinutes(random.Next(1_440));
                bool isReturn = random.Next(10) == 0;
                long net = random.Next(1, 300_000);
                builder.AddOrders([new OrderEvent(customer, OrderId.New(), at.ToUnixMicroseconds(), isReturn ? -net : net, isReturn ? OrderMarks.Return : OrderMarks.None)]);
            }
        }

        return builder.Build();
    }
}
