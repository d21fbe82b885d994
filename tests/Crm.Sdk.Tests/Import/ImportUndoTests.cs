using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Import;

/// <summary>Taking an import back.</summary>
public sealed class ImportUndoTests
{
    private const string People = "key,name,email,city,attr.size,tags\nada,Ada,ada@example.com,London,L,vip;press\nbob,Bob,bob@example.com,Paris,M,\n";
    private const string Changes = "key,name,email,city,attr.size,tags\nada,Ada King,,Ockham,XL,vip\ncyd,Cyd,cyd@example.com,Rome,S,\n";
    private const string Purchases = "key,customer,date,product,amount\nO1,ada,2026-03-01,tea,5\nO1,ada,2026-03-01,cup,7\nO2,dan,2026-03-02,tea,5\n";

    [Fact]
    public async Task Where_nothing_happened_since_the_state_before_is_exactly_back()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", People));
        await bench.ImportAsync(ImportBench.Request("orders", Purchases));
        string before = await bench.StateAsync();
        ImportReport customers = await bench.ImportAsync(ImportBench.Request("customers", Changes));
        ImportReport orders = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,product,amount,region\nO1,bob,2026-04-01,tea,6,east\nO3,eve,2026-03-02,tea,5,\n"));

        UndoReport undoneOrders = await UndoAsync(bench, orders.Run);
        UndoReport undoneCustomers = await UndoAsync(bench, customers.Run);

        Assert.Equal((1, 1, 1, 0), (undoneOrders.Removed, undoneOrders.Reverted, undoneOrders.CustomersRemoved, undoneOrders.Kept));
        Assert.Equal((1, 1, 0, 0), (undoneCustomers.Removed, undoneCustomers.Reverted, undoneCustomers.CustomersRemoved, undoneCustomers.Kept));
        Assert.Equal(before, await bench.StateAsync());
    }

    [Fact]
    public async Task All_of_it_goes_and_can_be_imported_again()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", Purchases));

        UndoReport undone = await UndoAsync(bench, report.Run);
        Assert.Equal((2, 2, 0), (undone.Removed, undone.CustomersRemoved, undone.Kept));
        Assert.Empty(await bench.OrdersAsync());
        Assert.Empty(await bench.CustomersAsync());

        ImportReport again = await bench.ImportAsync(ImportBench.Request("orders", Purchases));
        Assert.Equal((2, 2, false), (again.Created, again.CustomersCreated, again.Resumed));
    }

    [Fact]
    public async Task What_was_changed_since_stays_and_is_reported_with_the_reason()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(ImportBench.Request("customers", People));
        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", Changes));
        await ChangeAsync(bench, "ada", static ada => ada with { Name = "Countess" });
        await ChangeAsync(bench, "cyd", static cyd => cyd with { Region = "south" });

        UndoReport undone = await UndoAsync(bench, report.Run);

        Assert.Equal((0, 1, 2), (undone.Removed, undone.Reverted, undone.Kept));
        Assert.Equal([("cyd", "it was changed since"), ("ada", "name was changed since")], undone.FirstKept.Select(static kept => (kept.Key!, kept.Reason)));
        Customer ada = (await bench.CustomersAsync()).Single(static customer => customer.Key == "ada");
        Assert.Equal(("Countess", "ada@example.com", "London", "L"), (ada.Name, ada.Email, ada.Address!.City, ada.Attributes[0].Value));
        Assert.Equal(["press", "vip"], ada.Tags);
    }

    [Fact]
    public async Task A_customer_that_has_other_orders_by_now_stays()
    {
        var bench = new ImportBench();
        ImportReport first = await bench.ImportAsync(ImportBench.Request("orders", Purchases));
        await bench.ImportAsync(ImportBench.Request("orders", "customer,date,amount\ndan,2026-05-01,9\n", "later.csv"));

        UndoReport undone = await UndoAsync(bench, first.Run);

        Assert.Equal((2, 1, 1), (undone.Removed, undone.CustomersRemoved, undone.Kept));
        Assert.Equal("dan", Assert.Single(undone.FirstKept).Key);
        Assert.Equal("dan", Assert.Single(await bench.CustomersAsync()).Key);
    }

    [Theory]
    [InlineData("orders", "key,customer,date,amount,returnOf\nR2,ada,2026-03-03,-1,R1\nO1,ada,2026-03-01,5,\nR1,ada,2026-03-02,-2,O1\n")]
    [InlineData("tasks", "key,owner,title,series,aboutKind,about\nT2,li,second,T1,,\nT1,li,first,,,\nT3,li,third,,task,T2\n")]
    [InlineData("customers", "key,name,state,mergedInto\nb,B,merged,a\na,A,,\nc,C,merged,b\n")]
    public async Task Records_of_one_run_that_name_one_another_go_together_in_pages_of_any_size(string kind, string text)
    {
        foreach (int most in new[] { 5, 7, 100 })
        {
            var bench = new ImportBench(store => new DecoratedStore(store) { MaxRecordsPerBatch = most });
            ImportReport report = await bench.ImportAsync(ImportBench.Request(kind, text) with { ChunkSize = 1 });
            Assert.Equal((3, 0), (report.Created, report.Rejected));

            UndoReport undone = await UndoAsync(bench, report.Run);

            Assert.Equal((3, 0), (undone.Removed, undone.Kept));
        }
    }

    [Fact]
    public async Task What_another_run_names_stays_and_so_does_what_that_names()
    {
        var bench = new ImportBench();
        ImportReport first = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount,returnOf\nO1,ada,2026-03-01,5,\nR1,ada,2026-03-02,-2,O1\nO2,ada,2026-03-01,5,\n"));
        await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount,returnOf\nR2,bob,2026-03-03,-1,R1\n", "later.csv"));

        UndoReport undone = await UndoAsync(bench, first.Run);

        Assert.Equal((1, 2), (undone.Removed, undone.FirstKept.Count(static kept => kept.Key is "O1" or "R1")));
        Assert.Equal(["O1", "R1", "R2"], (await bench.OrdersAsync()).Select(static order => order.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Orders_are_searched_for_returns_once_however_many_pages_there_are()
    {
        int searches = 0;
        var bench = new ImportBench(store => new DecoratedStore(store)
        {
            MaxRecordsPerBatch = 13,
            OnQuery = query => searches += query.Where.ToString().Contains("return-of", StringComparison.Ordinal) ? 1 : 0,
        });
        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount\n" + string.Concat(Enumerable.Range(0, 40).Select(static i => $"O{i},ada,2026-03-01,5\n"))));

        UndoReport undone = await UndoAsync(bench, report.Run);

        Assert.Equal((40, 0, 1), (undone.Removed, undone.Kept, searches));
    }

    [Fact]
    public async Task A_former_value_that_names_what_is_gone_is_not_put_back()
    {
        var bench = new ImportBench();
        ImportReport originals = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount\nO1,ada,2026-03-01,5\nO2,ada,2026-03-01,5\n"));
        await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount,returnOf\nR1,ada,2026-03-02,-2,O1\n", "return.csv"));
        ImportReport change = await bench.ImportAsync(ImportBench.Request("orders", "key,customer,date,amount,returnOf\nR1,ada,2026-03-02,-2,O2\n", "changed.csv"));
        Assert.Equal(1, (await UndoAsync(bench, originals.Run)).Removed);

        UndoReport undone = await UndoAsync(bench, change.Run);

        Assert.Equal((0, 1), (undone.Reverted, undone.Kept));
        Assert.Contains("which is gone", Assert.Single(undone.FirstKept).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dying_at_any_commit_and_asking_again_takes_all_of_it_back()
    {
        string text = "customer,date,amount\n" + string.Concat(Enumerable.Range(0, 60).Select(static i => $"c{i % 13},2026-03-01,{i}\n"));
        for (int fatal = 1; fatal <= 8; fatal++)
        {
            int seen = 0;
            var bench = new ImportBench(store => new DecoratedStore(store) { MaxRecordsPerBatch = 24, AfterCommit = _ => Interlocked.Increment(ref seen) == fatal ? throw new CrmException(StorageErrorCodes.StoreBusy, "gone") : Task.CompletedTask });
            var calm = new ImportService(bench.Memory, bench.Trail, bench.Protector, bench.Clock, bench.Time, AttributeCatalogue.Standard);
            ImportReport report = await calm.ImportAsync(ImportBench.Scope, ImportBench.Request("orders", text), null, CancellationToken.None);

            await Assert.ThrowsAsync<CrmException>(() => UndoAsync(bench, report.Run));
            UndoReport undone = await UndoAsync(bench, report.Run);

            Assert.Equal((60, 13, 0), (undone.Removed, undone.CustomersRemoved, undone.Kept));
            Assert.Empty(await bench.OrdersAsync());
            Assert.Empty(await bench.CustomersAsync());
            Assert.Equal(undone with { Elapsed = Duration.Zero }, await UndoAsync(bench, report.Run) with { Elapsed = Duration.Zero });
        }
    }

    [Fact]
    public async Task An_interrupted_import_can_be_taken_back_and_then_starts_anew()
    {
        int seen = 0;
        bool down = true;
        var bench = new ImportBench(store => new DecoratedStore(store) { BeforeCommit = _ => Interlocked.Increment(ref seen) >= 2 && down ? throw new CrmException(StorageErrorCodes.StoreBusy, "gone") : Task.CompletedTask });
        ImportRequest request = ImportBench.Request("orders", Purchases) with { ChunkSize = 1 };
        await Assert.ThrowsAsync<CrmException>(() => bench.ImportAsync(request));
        down = false;

        UndoReport undone = await UndoAsync(bench, Assert.Single(await bench.AllAsync<ImportRun>(ImportRunModel.Kind)).Id);
        ImportReport report = await bench.ImportAsync(ImportBench.Request("orders", Purchases));

        Assert.Equal((1, 1), (undone.Removed, undone.CustomersRemoved));
        Assert.Equal((false, 2), (report.Resumed, report.Created));
    }

    [Fact]
    public async Task What_is_taken_back_is_in_the_history_with_who_did_it()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", People));

        await bench.Service.UndoAsync(new CrmScope(TenantId.Default, "auditor"), report.Run!.Value, CancellationToken.None);

        IReadOnlyList<Revision> revisions = await bench.AllAsync<Revision>(RevisionModel.Kind);
        Assert.Equal(2, revisions.Count);
        Assert.All(revisions, static revision => Assert.Equal((RevisionType.Removed, "auditor"), (revision.Type, revision.By.Value)));
        Assert.All(revisions.SelectMany(static revision => revision.Changes).Where(static change => change.Field == "email"), static change => Assert.Null(change.Old)); // personal values are sealed
        Assert.Contains(await bench.AllAsync<AuditEntry>(AuditModel.Kind), static entry => entry.Action == "undo import customers" && entry.By.Value == "auditor");
    }

    [Fact]
    public async Task A_run_of_another_tenant_or_none_is_not_found()
    {
        var bench = new ImportBench();
        ImportReport report = await bench.ImportAsync(ImportBench.Request("customers", People));

        CrmException error = await Assert.ThrowsAsync<CrmException>(() => bench.Service.UndoAsync(new CrmScope(new TenantId("other"), "x"), report.Run!.Value, CancellationToken.None));

        Assert.Equal(ImportErrorCodes.UnknownRun, error.Code);
        Assert.Equal(2, (await bench.CustomersAsync()).Count);
    }

    private static Task<UndoReport> UndoAsync(ImportBench bench, RecordId? run) => bench.Service.UndoAsync(ImportBench.Scope, run!.Value, CancellationToken.None);

    private static async Task ChangeAsync(ImportBench bench, string key, Func<Customer, Customer> change)
    {
        await using ICrmSession session = new CrmCore(bench.Memory, new ModelCatalogue(CoreModel.Kinds), bench.Clock, bench.Trail).OpenSession(new CrmScope(TenantId.Default, "clerk"));
        CrmPage<Customer> page = await session.QueryAsync(new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(key)) }, CancellationToken.None);
        session.Update(change(page.Items[0]));
        await session.CommitAsync(CancellationToken.None);
    }
}
