using Crm.Sdk.Classification;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Tests.Import;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

/// <summary>The check of a store finds what its records contradict each other in.</summary>
public sealed class StoreAuditTests
{
    private readonly ImportBench _bench = new();

    [Fact]
    public async Task A_store_that_only_the_SDK_wrote_has_no_finding()
    {
        await FillAsync();

        Assert.Empty(await VerifyAsync());
    }

    [Fact]
    public async Task An_audit_entry_that_was_changed_is_found()
    {
        await FillAsync();
        AuditEntry entry = (await _bench.AllAsync<AuditEntry>(AuditModel.Kind))[0];

        await WriteAsync(AuditModel.Kind, entry.Id, 1, entry with { Count = entry.Count + 1 });

        Assert.Contains("hash of its fields", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_ahead_of_its_record_is_found()
    {
        await FillAsync();
        Revision revision = (await _bench.AllAsync<Revision>(RevisionModel.Kind))[0];

        await WriteAsync(RevisionModel.Kind, revision.Id, 1, revision with { Version = 9 });

        Assert.Contains("leads to version 9", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_of_a_customer_that_is_not_there_is_found()
    {
        await FillAsync();
        Order order = (await _bench.OrdersAsync())[0];

        await WriteAsync(OrderModel.Kind, order.Id, 1, order with { Customer = CustomerId.New() });

        Assert.Contains("which is not there", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_current_classification_that_is_not_there_is_found()
    {
        await FillAsync();

        await WriteAsync(ClassificationModel.State, ClassificationState.TheId, 0, new ClassificationState { CurrentRun = 3, CurrentRunId = RecordId.New(), LastNumber = 3 });

        Assert.Contains("classification run 3", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_counts_more_than_it_read_is_found()
    {
        await FillAsync();
        ImportRun run = (await _bench.AllAsync<ImportRun>(ImportRunModel.Kind))[0];

        await WriteAsync(ImportRunModel.Kind, run.Id, 1, run with { Created = run.Read + 1 });

        Assert.Contains("counts more records", Assert.Single(await VerifyAsync()), StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await _bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount\nK,ada,2026-03-01,5\n"));
        await _bench.ImportAsync(ImportBench.Request("customers", "key,name\nada,Ada\n"));
    }

    private Task<IReadOnlyList<string>> VerifyAsync() => new StoreAudit(_bench.Memory, new AuditHasher(default)).VerifyAsync(ImportBench.Scope.Tenant, CancellationToken.None);

    /// <summary>Writes past the SDK, as a person with a database's own tool does.</summary>
    private async Task WriteAsync(KindModel kind, RecordId id, long version, object entity) => Assert.IsType<CommitResult.Committed>(await _bench.Memory.CommitAsync(
        new CommitBatch(ImportBench.Scope.Tenant, RecordId.New().Value, "somebody", _bench.Clock.GetCurrentInstant(), [new RecordWrite(kind.Kind, id, version, entity)]), CancellationToken.None));
}
