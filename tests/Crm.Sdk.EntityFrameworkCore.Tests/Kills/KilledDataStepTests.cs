using Crm.Sdk.KillTarget.Models;
using Crm.Sdk.KillTarget.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;
using Xunit.Abstractions;

namespace Crm.Sdk.EntityFrameworkCore.Tests;

/// <summary>Requirement R14 for data steps: each record goes through a step once, however often the migration is killed.</summary>
[Collection(KillCollection.Name)]
public sealed class KilledDataStepTests(ITestOutputHelper output) : FolderTests
{
    private const int Kills = 50;
    private const int Parcels = 2_000; // 80 chunks

    private static readonly TenantId Tenant = new("shop");

    [Fact]
    public async Task R14_a_data_step_that_is_killed_goes_through_every_record_exactly_once()
    {
        int seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int kills = ScaledCount.Of(Kills), inside = 0;
        for (int done = 0, file = 0; done < kills; file++)
        {
            string database = Folder.PathOf($"{file}.db");
            await WriteAsync(database);
            for (int chain = random.Next(1, 4); chain > 0 && done < kills; chain--, done++)
            {
                await using Child migration = KillTarget.Start("steps", database);
                await ProgressKill.WaitAsync(migration, lines: random.Next(1, 40));
                await Task.Delay(random.Next(20));
                await migration.KillAsync();
                inside += (await RawSqlite.ReadAsync(database, "SELECT name FROM crm_data_step WHERE done = 0")).Count;
            }

            await using Child next = KillTarget.Start("steps", database);
            Assert.True(await next.WaitForExitAsync() == 0, next.ErrorText);
            Assert.Equal(
                Enumerable.Range(0, Parcels).Select(i => (i + WeighAgain.Grams).ToString(System.Globalization.CultureInfo.InvariantCulture)),
                await RawSqlite.ReadAsync(database, "SELECT grams FROM test_parcel ORDER BY grams"));
            Assert.Equal([Parcels.ToString(System.Globalization.CultureInfo.InvariantCulture)], await RawSqlite.ReadAsync(database, "SELECT records FROM crm_data_step WHERE done = 1"));
        }

        output.WriteLine($"{kills} kills, {inside} inside the step");
        Assert.True(inside > 0, "No kill met the step.");
    }

    private static async Task WriteAsync(string database)
    {
        await using var store = new SteppedStore(database); // of a release without the step
        await store.EnsureSchemaAsync(GrowingModel.Old, SchemaMode.CreateOrExtend, default);
        await store.CommitAsync(
            new CommitBatch(Tenant, RecordId.New().Value, new ActorId("test"), Instant.FromUtc(2026, 1, 1, 0, 0), [.. Enumerable.Range(0, Parcels).Select(static i => new Parcel(RecordId.New(), i, null)).Select(static parcel => new RecordWrite(GrowingModel.Parcels, parcel.Id, 0, parcel))]),
            default);
    }
}
