using System.Runtime.InteropServices;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using Crm.Sdk.Orders;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>The same customers and orders in memory: what a run costs without the store, from ids on, after new orders and anew. The labels of both are compared each round.</summary>
internal sealed class MemoryTrial(OrderColumns population, RuleRegistration[] rules, AsOf asOf)
{
    private readonly List<OrderEvent> _events = Events(population);
    private readonly CustomerId[] _customers = [.. Enumerable.Range(0, population.Customers).Select(population.CustomerAt)];
    private readonly ClassificationEngine _engine = new();
    private ClassificationResult? _last;

    public async Task StartAsync(CancellationToken cancellationToken) => _last = await RunAsync(Build(), null, cancellationToken);

    public async Task<(Lap Update, Lap Rebuild)> RoundAsync(Order[] orders, CancellationToken cancellationToken)
    {
        OrderEvent[] more = [.. orders.Select(static order => new OrderEvent(order.Customer, order.Id, order.PlacedAt.ToUnixMicroseconds(), order.Net.MinorUnits))];
        _events.AddRange(more);
        HashSet<CustomerId> undecided = [];
        var watch = LapWatch.StartNew();
        OrderColumns columns = _last!.Columns.WithOrders(more, undecided);
        watch.Stop();

        // What the store would answer: all events of customers with two at one instant. Not timed, as reading them is the store's part.
        OrderEvent[] theirs = undecided.Count == 0 ? [] : [.. _events.Where(e => undecided.Contains(e.Customer))];
        watch.Start();
        if (theirs.Length > 0)
        {
            var builder = new OrderColumnsBuilder(population.Currency);
            builder.AddOrders(theirs);
            columns = columns.With(builder.Build());
        }

        TimeSpan putIn = watch.Lap.Elapsed;
        ClassificationResult updated = await RunAsync(columns, _last, cancellationToken);
        Lap update = watch.Lap;

        watch = LapWatch.StartNew();
        OrderColumns built = Build();
        TimeSpan building = watch.Lap.Elapsed;
        ClassificationResult rebuilt = await RunAsync(built, null, cancellationToken);
        Lap rebuild = watch.Lap;
        Console.Error.WriteLine($"in memory, ms: after new orders {Parts(putIn, updated)}; {undecided.Count:N0} customers read again; rebuilt {Parts(building, rebuilt)}");
        Compare(updated, rebuilt);
        _last = updated;
        return (update, rebuild);
    }

    private static List<OrderEvent> Events(OrderColumns columns)
    {
        var events = new List<OrderEvent>(columns.Events);
        for (int row = 0; row < columns.Customers; row++)
        {
            OrderHistory history = columns.HistoryAt(row);
            for (int i = 0; i < history.Count; i++)
            {
                events.Add(new OrderEvent(columns.CustomerAt(row), OrderId.New(), history.Microseconds[i], history.Amounts[i], history.Marks[i]));
            }
        }

        new Random(11).Shuffle(CollectionsMarshal.AsSpan(events));
        return events;
    }

    private static void Compare(ClassificationResult ours, ClassificationResult theirs)
    {
        foreach ((RuleResult one, RuleResult other) in ours.Rules.Zip(theirs.Rules))
        {
            for (int row = 0; row < one.Count; row++)
            {
                if (!theirs.Columns.TryFind(ours.Columns.CustomerAt(row), out int at) || one.LabelAt(row) != other.LabelAt(at) || one.ScoreAt(row) != other.ScoreAt(at))
                {
                    throw new InvalidDataException($"{one.Descriptor.Id}, customer {ours.Columns.CustomerAt(row)}: {one.LabelAt(row)} after new orders, {other.LabelAt(at)} from a rebuild.");
                }
            }
        }
    }

    private static string Parts(TimeSpan columns, ClassificationResult result) => FormattableString.Invariant(
        $"columns {columns.TotalMilliseconds:0}, facts {result.FactTime.TotalMilliseconds:0}, learn {result.LearnTime.TotalMilliseconds:0}, rules {result.RuleTime.TotalMilliseconds:0}");

    private OrderColumns Build()
    {
        var builder = new OrderColumnsBuilder(population.Currency, expectedCustomers: _customers.Length);
        builder.AddCustomers([.. _customers.Select(static customer => new CustomerEntry(customer))]);
        builder.AddOrders(CollectionsMarshal.AsSpan(_events));
        return builder.Build();
    }

    private Task<ClassificationResult> RunAsync(OrderColumns columns, ClassificationResult? previous, CancellationToken cancellationToken) =>
        _engine.RunAsync(new ClassificationInput { Columns = columns, AsOf = asOf, Rules = rules, Previous = previous }, cancellationToken);
}
