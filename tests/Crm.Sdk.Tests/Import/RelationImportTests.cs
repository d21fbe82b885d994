using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Storage;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>CU-8, DQ-1: relations from files keep hierarchies what they are.</summary>
public sealed class RelationImportTests
{
    private const string Header = "key,type,from,to,since\n";

    [Fact]
    public async Task CU_8_a_circle_is_refused_within_a_chunk_over_chunks_and_against_what_is_there()
    {
        foreach (int chunk in new[] { 1, 100 })
        {
            var bench = new ImportBench();
            await bench.ImportAsync(ImportBench.Request("relations", Header + "1,subsidiary,a,b,\n"));
            ImportReport report = await bench.ImportAsync(ImportBench.Request("relations", Header + "2,subsidiary,b,c,\n3,subsidiary,c,a,\n4,household,c,a,\n", "more.csv") with { ChunkSize = chunk });

            Assert.Equal("3", Assert.Single(report.FirstRejected).Value);
            Assert.Equal(["1", "2", "4"], (await bench.AllAsync<Relation>(RelationModel.Kind)).Select(static relation => relation.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task CU_8_a_customer_has_one_place_in_a_hierarchy_and_moves_by_the_key_of_its_relation()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Request("relations", Header + "1,subsidiary,a,b,\n2,subsidiary,c,b,\n"));
        Assert.Equal((1, 1), (report.Created, report.Rejected));
        ImportReport again = await bench.ImportAsync(ImportBench.Request("relations", Header + "9,subsidiary,c,b,\n", "other.csv"));
        Assert.Contains("'1'", Assert.Single(again.FirstRejected).Error, StringComparison.Ordinal);

        ImportReport moved = await bench.ImportAsync(ImportBench.Request("relations", Header + "1,subsidiary,c,b,\n", "moved.csv"));

        Assert.Equal((1, 0), (moved.Updated, moved.Rejected));
        Relation relation = Assert.Single(await bench.AllAsync<Relation>(RelationModel.Kind));
        Assert.Equal(Relation.IdUnder("subsidiary", relation.To), relation.Id);
    }

    [Fact]
    public async Task A_place_in_a_hierarchy_stays_when_its_run_is_taken_back_and_other_relations_go()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Request("relations", Header + "1,subsidiary,a,b,\n2,household,a,c,\n"));

        UndoReport undone = await bench.Service.UndoAsync(ImportBench.Scope, report.Run!.Value, CancellationToken.None);

        Assert.Equal("1", Assert.Single(undone.FirstKept, static kept => kept.Record.Kind == RelationModel.Kind.Kind).Key);
        Assert.Equal("1", Assert.Single(await bench.AllAsync<Relation>(RelationModel.Kind)).Key);
    }

    [Fact]
    public async Task CU_8_a_hierarchy_gets_no_deeper_than_it_may_when_rows_put_what_has_much_below_it_under_another()
    {
        foreach (int chunk in new[] { 1, 7, 1_000 })
        {
            var bench = new ImportBench();
            string upwards = string.Concat(Enumerable.Range(0, 70).Reverse().Select(static i => $"{i},subsidiary,c{i},c{i + 1},\n"));
            ImportReport chain = await bench.ImportAsync(ImportBench.Request("relations", Header + upwards) with { ChunkSize = chunk });
            Assert.Equal((69, "5"), (chain.Created, Assert.Single(chain.FirstRejected).Value)); // c6 has 64 levels below it

            ImportReport joined = await bench.ImportAsync(ImportBench.Request("relations", Header + "a,subsidiary,x,c6,\nb,subsidiary,c70,y,\nc,subsidiary,x,c0,\nd,subsidiary,c64,z,\n", "joined.csv") with { ChunkSize = chunk });
            Assert.Equal(["a", "b"], joined.FirstRejected.Select(static row => row.Value)); // c6 has no room above it, c70 none below it
        }
    }

    [Fact]
    public async Task CU_8_types_that_others_declare_as_hierarchies_are_hierarchies_in_imports_too()
    {
        var franchise = new RelationType(new OpenCode("acme.franchise", "Franchise", "加盟店"), "Franchiser", "特许方", IsHierarchical: true);
        foreach (int chunk in new[] { 1, 100 })
        {
            var bench = new ImportBench();
            var service = new ImportService(bench.Store, bench.Trail, bench.Protector, bench.Clock, bench.Time, AttributeCatalogue.Standard, null, new RelationTypeCatalogue([franchise]));
            ImportReport report = await ImportAsync("1,acme.franchise,a,b,\n2,acme.franchise,b,c,\n3,acme.franchise,c,a,\n4,acme.franchise,a,c,\n5,acme.other,c,a,\n", "first.csv");

            Assert.Equal(["3", "4"], report.FirstRejected.Select(static row => row.Value).Order(StringComparer.Ordinal));
            Relation[] relations = [.. (await bench.AllAsync<Relation>(RelationModel.Kind)).OrderBy(static relation => relation.Key, StringComparer.Ordinal)];
            Assert.Equal([("1", true), ("2", true), ("5", false)], relations.Select(static relation => (relation.Key!, relation.IsPlace)));

            Assert.Equal((1, 0), await MovedAsync("2,acme.franchise,a,c,\n", "moved.csv"));
            Assert.Equal((0, 1), await MovedAsync("2,acme.franchise,a,d,\n", "taken.csv")); // the place of c

            async Task<(long, long)> MovedAsync(string rows, string name) => await ImportAsync(rows, name) is var moved ? (moved.Updated, moved.Rejected) : default;

            Task<ImportReport> ImportAsync(string rows, string name) =>
                service.ImportAsync(ImportBench.Scope, ImportBench.Request("relations", Header + rows, name) with { ChunkSize = chunk }, null, CancellationToken.None);
        }
    }

    [Fact]
    public void Two_types_of_one_code_that_differ_are_refused()
    {
        var other = new RelationType(new OpenCode("subsidiary", "Branch", "分公司"), "Head office", "总公司");
        Assert.Equal(StorageErrorCodes.BadModel, Assert.Throws<CrmException>(() => new RelationTypeCatalogue([other])).Code);
        Assert.Same(RelationTypes.Subsidiary, new RelationTypeCatalogue([RelationTypes.Subsidiary]).Find("subsidiary"));
    }
}
