using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Synthetic;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>The population that is written, the same in every run. External keys come in no order, as those of a business do: each hits another page of its index.</summary>
internal sealed class Population(int customers, int orders)
{
    private readonly PopulationGenerator _generator = new(new PopulationOptions { Customers = customers, Orders = orders });
    private readonly int[] _customerNumbers = Shuffled(customers);
    private readonly int[] _orderNumbers = Shuffled(orders);

    public IEnumerable<Customer> Customers() => _generator.Customers().Select((customer, i) => customer with { Key = $"S{_customerNumbers[i]:0000000}" });

    public IEnumerable<Order> Orders() => _generator.Orders().Select((order, i) => order with { Key = $"SO{_orderNumbers[i]:00000000}" });

    public IEnumerable<object> Records() => Customers().Cast<object>().Concat(Orders());

    private static int[] Shuffled(int count)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        new Random(1).Shuffle(numbers);
        return numbers;
    }
}
