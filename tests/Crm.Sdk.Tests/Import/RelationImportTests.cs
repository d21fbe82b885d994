using Crm.Sdk.Customers;
using Crm.Sdk.Import;
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
}
