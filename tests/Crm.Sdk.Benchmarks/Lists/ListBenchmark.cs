using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using Crm.Sdk.Synthetic;
using Comparison = Crm.Sdk.Benchmarks.Running.Comparison;

namespace Crm.Sdk.Benchmarks.Lists;

/// <summary>P-list: the last page of a customer list by its cursor, 50 a page, against the first page of the same list.</summary>
internal static class ListBenchmark
{
    private const int PerPage = 50;
    private const int Walk = 10_000;
    private const int PagesPerLap = 100; // one page takes too little time for a watch

    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        await using TrialHost host = await TrialHost.StartAsync(folder.NewFile());
        await host.Get<PopulationWriter>().WriteAsync(Scope, new Population(settings.Customers, 0).Customers(), null, cancellationToken);
        int lastPage = settings.Customers / PerPage;
        (PageCursor cursor, CustomerId[] expected) = await EndAsync(host, (lastPage - 1) * PerPage, cancellationToken);

        var last = new Measurement($"page {lastPage:N0} by its cursor, {PagesPerLap} times");
        var first = new Measurement($"page 1, {PagesPerLap} times");
        CrmPage<Customer> page = await PageAsync(host, cursor, cancellationToken);
        if (!page.Items.Select(static customer => customer.Id).SequenceEqual(expected))
        {
            throw new InvalidDataException($"Page {lastPage} has other customers than a walk through all of them.");
        }

        await PageAsync(host, null, cancellationToken);
        for (int round = 0; round < settings.Rounds; round++)
        {
            first.Add(await LapAsync(host, null, cancellationToken));
            last.Add(await LapAsync(host, cursor, cancellationToken));
            Console.Error.WriteLine($"P-list round {round + 1}: last {last} / first {first} ms (CPU)");
        }

        return [new Comparison("P-list", last, first, 1.2)];
    }

    private static async Task<Lap> LapAsync(TrialHost host, PageCursor? after, CancellationToken cancellationToken)
    {
        var watch = LapWatch.StartNew();
        for (int i = 0; i < PagesPerLap; i++)
        {
            await PageAsync(host, after, cancellationToken);
        }

        return watch.Lap;
    }

    private static async Task<CrmPage<Customer>> PageAsync(TrialHost host, PageCursor? after, CancellationToken cancellationToken)
    {
        await using ICrmSession session = host.Get<ICrm>().OpenSession(Scope);
        return await host.Get<ICustomerDirectory>().ListAsync(session, new CustomerList { Take = PerPage, After = after }, cancellationToken);
    }

    /// <summary>The cursor behind so many customers, and the customers behind it, by a walk through the list.</summary>
    private static async Task<(PageCursor Cursor, CustomerId[] Behind)> EndAsync(TrialHost host, int customers, CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        for (int left = customers; ;)
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(Scope);
            CrmPage<Customer> page = await host.Get<ICustomerDirectory>().ListAsync(
                session, new CustomerList { Take = left == 0 ? PerPage : Math.Min(left, Walk), After = after }, cancellationToken);
            if (left == 0)
            {
                return (after!, [.. page.Items.Select(static customer => customer.Id)]);
            }

            (left, after) = (left - page.Items.Count, page.Next);
        }
    }
}
