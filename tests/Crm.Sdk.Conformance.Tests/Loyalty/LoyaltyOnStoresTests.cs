using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Conformance.Tests.Stores;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Loyalty;

public sealed class LoyaltyOnSqliteTests : LoyaltyOnStoresTests<SqliteStoreFixture>;

public sealed class LoyaltyOnPostgreSqlTests : LoyaltyOnStoresTests<PostgreSqlStoreFixture>;

public sealed class LoyaltyOnDocumentsTests : LoyaltyOnStoresTests<DocumentStoreFixture>;

/// <summary>Loyalty measured of the same random base on a store and in memory is the same, to the last digit of what is kept, and comes out the same again (LO-4, LO-5).</summary>
/// <typeparam name="TFixture">Makes the store.</typeparam>
public abstract class LoyaltyOnStoresTests<TFixture> : StoreTests<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Customers = 60;

    private static readonly LocalDate Day = new(2026, 6, 30);

    [SkippableFact]
    public async Task LO_4_A_store_and_the_reference_agree_on_every_assessment_of_three_days()
    {
        object[] records = [.. Records(new Random(20260630))];
        var reference = new InMemoryStore(SystemClock.Instance);
        await reference.EnsureSchemaAsync(HistoryHost.Model, SchemaMode.CreateOrExtend, CancellationToken.None);

        string[] expected = await MeasureAsync(reference, records, batchSize: 200), actual = await MeasureAsync(await StartAsync(HistoryHost.Model), records, batchSize: 7);

        Assert.Equal(expected, actual);
        Assert.InRange(expected.Length, Customers, 3 * Customers);
    }

    private static async Task<string[]> MeasureAsync(ICrmStore store, object[] records, int batchSize)
    {
        var host = new HistoryHost(store);
        await using (ICrmSession session = host.Crm.OpenSession(host.As("ada")))
        {
            foreach (object record in records)
            {
                session.Add((dynamic)record);
            }

            await session.CommitAsync(CancellationToken.None);
        }

        var measuring = new LoyaltyMeasuring(
            host.Crm, store, new CustomerIdentity(store, HistoryHost.Model), new FixedExtensions(), new LoyaltyMeasureSettings { BatchSize = batchSize }, TimeProvider.System);
        foreach (int daysAgo in (int[])[200, 60, 0])
        {
            await measuring.AssessAllAsync(host.As("ada"), AsOf.EndOf(Day.PlusDays(-daysAgo), DateTimeZone.Utc), null, CancellationToken.None);
        }

        IReadOnlyList<LoyaltyAssessmentRecord> kept = await host.AllAsync<LoyaltyAssessmentRecord>();
        Assert.All(kept, record => Assert.True(measuring.Again(record).Agrees));
        IReadOnlyList<LoyaltyShare> profile = await new LoyaltyProfile(store).ReadAsync(host.As("ada"), Day, CancellationToken.None);
        Assert.Equal(kept.Select(static record => record.Customer).Distinct().Count(), profile.Sum(static share => share.Customers));
        return [.. kept.OrderBy(static record => record.Customer).ThenBy(static record => record.AsOf)
            .Select(static record => $"{record.Customer} {record.AsOf:uuuu-MM-dd} {record.IndexMillionths} {record.ConfidenceMillionths} {record.AttitudeMillionths} {record.BehaviourMillionths} {record.Type} {record.Cell} {record.Input}")];
    }

    private static IEnumerable<object> Records(Random random)
    {
        for (int n = 0; n < Customers; n++)
        {
            Customer customer = Customer.Enterprise($"C{n}") with { Relationship = n % 17 == 0 ? CompanyRelationships.Internal : null };
            yield return customer;
            for (int i = random.Next(12); i > 0; i--)
            {
                Order sale = Order.Place(customer.Id, At(random), OrderLine.Of($"p{random.Next(4)}", 1 + random.Next(5), UnitPrice.Of(10m, "CNY"), Money.Of(random.Next(3), "CNY")));
                yield return sale;
                if (random.Next(6) == 0)
                {
                    yield return Order.Return(sale, sale.PlacedAt + Duration.FromDays(random.Next(20)), [], new ReturnedLine(0, 1));
                }
            }

            for (int i = random.Next(5); i > 0; i--)
            {
                yield return Interaction.Of(customer.Id, random.Next(2) == 0 ? InteractionTypes.Complaint : InteractionTypes.Call, At(random)) with { Direction = InteractionDirection.Inbound };
                yield return Need.Of(customer.Id, "wants it") with { Product = $"p{random.Next(4)}", LearntOn = Day.PlusDays(-random.Next(700)) };
                yield return Investment.Of(customer.Id, InvestmentTypes.Gift, Money.Of(random.Next(9), "CNY"), At(random));
            }

            for (int i = random.Next(9); i > 0; i--)
            {
                yield return LoyaltyEvidence.Of(
                    customer.Id, LoyaltyIndicators.List.Members[random.Next(LoyaltyIndicators.List.Members.Count)].Code, AnswerScales.Likert7, 1 + random.Next(7), Day.PlusDays(-random.Next(900)));
            }
        }
    }

    private static Instant At(Random random) => Day.AtMidnight().InUtc().ToInstant() - Duration.FromHours(random.Next(24 * 700));
}
