using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.KillTarget.Points;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.KillTarget.Writing;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Storage;
using Crm.Sdk.Storage.Sqlite;
using NodaTime;

namespace Crm.Sdk.KillTarget.Verbs;

/// <summary>Posts points from several tasks until it is killed. Lines: <c>open</c>; <c>begin WORKER FROM TO</c> before postings are asked for, and <c>ack WORKER FROM TO</c> after they were answered.</summary>
internal static class PointsVerb
{
    private const int Workers = 4;
    private const int MostAtOnce = 5;

    public static async Task<int> RunAsync(string database, int life)
    {
        CrmScope scope = CrmScope.System("default", "poster");
        await using SqliteStore store = SqliteStores.Open(database);
        await store.EnsureSchemaAsync(WrittenBatch.Catalogue, SchemaMode.CreateOrExtend, CancellationToken.None);
        ICrm crm = SessionWriter.Over(store);
        CustomerId[] members = await MembersAsync(crm, scope);
        var ledger = new PointsLedger(new CustomerIdentity(store, WrittenBatch.Catalogue), new PointsStatements(store, WrittenBatch.Catalogue), SystemClock.Instance);
        var poster = new PointsPoster(crm, ledger, TimeProvider.System);
        await Console.Out.WriteLineAsync("open");
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random((life * Workers) + worker);
            for (int from = 0; ;)
            {
                int to = from + random.Next(1, MostAtOnce + 1);
                await Console.Out.WriteLineAsync($"begin {worker} {from} {to}");
                IReadOnlyList<PostingOutcome> done = await poster.PostAsync(scope, [.. Enumerable.Range(from, to - from).Select(number => PointsLine.Of(life, worker, number).ToPosting(members))], CancellationToken.None);
                if (done.FirstOrDefault(static one => one.Refusal is not null)?.Refusal is { } refusal)
                {
                    throw refusal;
                }

                await Console.Out.WriteLineAsync($"ack {worker} {from} {to}");
                from = to;
            }
        })));
        return 0;
    }

    private static async Task<CustomerId[]> MembersAsync(ICrm crm, CrmScope scope)
    {
        await using ICrmSession session = crm.OpenSession(scope);
        var members = new CustomerId[PointsLine.Members];
        for (int member = 0; member < members.Length; member++)
        {
            CrmPage<Customer> found = await session.QueryAsync(new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(PointsLine.KeyOf(member))) }, CancellationToken.None);
            members[member] = found.Items.Single().Id;
        }

        return members;
    }
}
