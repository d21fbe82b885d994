using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Customers;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Benchmarks.Points;

/// <summary>
/// P12 to P14, on SQLite with FULL sync: earnings and redemptions in turn over accounts in no order. P12: a posting a commit against one hand-written transaction that asks the same and writes the same rows.
/// P13: 1,000 postings a commit against P12. P14: eight writers to one programme against eight to a programme each; to one member, which only they can make wait, is shown.
/// </summary>
internal static class PointsBenchmark
{
    private const int Members = 1_000;
    private const int Writers = 8;
    private const int Warm = 100;
    private const int PerWriter = 250;
    private const int Batched = 5; // times as many postings in batches as one by one

    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string opened = folder.NewFile();
        CustomerId[] members = await OpenAsync(opened, cancellationToken);
        int single = Writers * PerWriter;
        var one = new Measurement("a posting a commit");
        var hand = new Measurement("one hand-written transaction each");
        var many = new Measurement("1,000 postings a commit");
        var manyByHand = new Measurement("1,000 hand-written postings a transaction");
        var oneScaled = new Measurement("as many, a posting a commit");
        var hot = new Measurement("eight writers to one programme");
        var cold = new Measurement("eight writers to a programme each");
        var member = new Measurement("eight writers to one member");
        for (int round = 0; round < settings.Rounds; round++)
        {
            string singles = Copy(folder, opened), batches = Copy(folder, opened);
            Lap lap = await LapAsync(singles, members, poster => OneByOneAsync(poster, Postings(members, single), cancellationToken));
            one.Add(lap);
            oneScaled.Add(Batched * lap);
            hand.Add(await PointsByHand.RunAsync(singles, Copy(folder, opened), perCommit: 1, cancellationToken));
            many.Add(await LapAsync(batches, members, poster => PostAsync(poster, Postings(members, Batched * single), cancellationToken)));
            manyByHand.Add(await PointsByHand.RunAsync(batches, Copy(folder, opened), PointsPoster.MaxPerCommit, cancellationToken));
            hot.Add(await LapAsync(Copy(folder, opened), members, poster => AtOnceAsync(poster, writer => [.. Postings(members, PerWriter, writer)], cancellationToken)));
            cold.Add(await LapAsync(Copy(folder, opened), members, poster => AtOnceAsync(poster, writer => [.. Postings(members, PerWriter, writer, NameOf(writer))], cancellationToken)));
            member.Add(await LapAsync(Copy(folder, opened), members, poster => AtOnceAsync(poster, writer => [.. Postings([members[0]], PerWriter, writer)], cancellationToken)));
            Console.Error.WriteLine($"P12 round {round + 1}: single {one} / by hand {hand} / batches {many} / by hand {manyByHand} / one programme {hot} / eight {cold} / one member {member} ms (CPU)");
        }

        Console.WriteLine($"P12: {single / one.Median * 1_000:N0} postings a second one by one, {Batched * single / many.Median * 1_000:N0} in batches");
        return
        [
            new Comparison("P12", one, hand, null), // 1.33 is wanted and missed, 1 in 30 of P13 by hand too: docs/performance.md
            new Comparison("P13", many, oneScaled, null),
            new Comparison("P13", many, manyByHand, null),
            new Comparison("P14", hot, cold, 1 / 0.6),
            new Comparison("P14", member, cold, null),
        ];
    }

    private static async Task<CustomerId[]> OpenAsync(string file, CancellationToken cancellationToken)
    {
        await using TrialHost host = await TrialHost.StartAsync(file);
        Customer[] customers = [.. Enumerable.Range(0, Members).Select(static i => Customer.Enterprise($"Member {i}"))];
        await using (ICrmSession session = host.Get<ICrm>().OpenSession(Scope))
        {
            foreach (Customer customer in customers)
            {
                session.Add(customer);
            }

            for (int writer = 0; writer < Writers; writer++)
            {
                await LoyaltyProgrammes.SaveAsync(session, LoyaltyProgramme.Default with { Code = NameOf(writer) }, cancellationToken);
            }

            await session.CommitAsync(cancellationToken);
        }

        string[] programmes = [LoyaltyProgramme.DefaultCode, .. Enumerable.Range(0, Writers).Select(NameOf)];
        PointsPosting[] opening = [.. programmes.SelectMany(programme => customers.Select((customer, i) => PointsPosting.Earn($"open/{i}", customer.Id, 1_000_000) with { Programme = programme }))];
        await PostAsync(host.Get<PointsPoster>(), opening, cancellationToken);
        return [.. customers.Select(static customer => customer.Id)];
    }

    private static string NameOf(int writer) => $"programme-{writer}";

    private static IEnumerable<PointsPosting> Postings(CustomerId[] members, int count, int writer = 0, string programme = LoyaltyProgramme.DefaultCode)
    {
        var random = new Random(writer);
        return Enumerable.Range(0, count).Select(i =>
        {
            CustomerId who = members[random.Next(members.Length)];
            PointsPosting posting = i % 2 == 0 ? PointsPosting.Earn($"{writer}/{i}", who, 10) : PointsPosting.Redeem($"{writer}/{i}", who, 5);
            return posting with { Programme = programme, Reference = writer == Writers ? null : PointsByHand.Mark };
        });
    }

    private static async Task<Lap> LapAsync(string file, CustomerId[] members, Func<PointsPoster, Task> post)
    {
        await using TrialHost host = await TrialHost.StartAsync(file);
        PointsPoster poster = host.Get<PointsPoster>();
        await OneByOneAsync(poster, Postings(members, Warm, Writers, NameOf(0)), CancellationToken.None); // a service that runs, not its first calls
        var watch = LapWatch.StartNew();
        await post(poster);
        watch.Stop();
        LedgerVerification verified = await host.Get<PointsVerifier>().VerifyAsync(Scope, null, CancellationToken.None);
        return verified.IsBalanced ? watch.Lap : throw new InvalidDataException($"The ledger does not balance: {verified.Problems[0]}");
    }

    private static async Task OneByOneAsync(PointsPoster poster, IEnumerable<PointsPosting> postings, CancellationToken cancellationToken)
    {
        foreach (PointsPosting posting in postings)
        {
            await PostAsync(poster, [posting], cancellationToken);
        }
    }

    private static Task AtOnceAsync(PointsPoster poster, Func<int, PointsPosting[]> postings, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => OneByOneAsync(poster, postings(writer), cancellationToken), cancellationToken)));

    private static async Task PostAsync(PointsPoster poster, IEnumerable<PointsPosting> postings, CancellationToken cancellationToken)
    {
        foreach (PostingOutcome outcome in await poster.PostAsync(Scope, [.. postings], cancellationToken))
        {
            if (outcome.Refusal is { } refusal)
            {
                throw refusal;
            }
        }
    }

    private static string Copy(TrialFolder folder, string file)
    {
        string copy = folder.NewFile();
        File.Copy(file, copy);
        return copy;
    }
}
