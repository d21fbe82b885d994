using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crm.Sdk.Billing;
using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Export;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Organization;
using Crm.Sdk.Privacy;
using Crm.Sdk.Products;
using Crm.Sdk.Service;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.Testing;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Import;

/// <summary>A whole archive goes out of one store by files and into another.</summary>
internal sealed partial class ArchiveRoundTrip(CrmScope scope)
{
    private static readonly ModelCatalogue Model = new(CoreModel.Kinds);

    private static readonly FakeClock Clock = FakeClock.AtUtc(2026, 5, 4, 12);

    private static CommitTrail Trail { get; } = new(new UnencryptedProtector(), new AuditHasher(default));

    /// <summary>The order in which files are imported: what others name comes first. Order lines come with the orders.</summary>
    public static IReadOnlyList<(string Name, KindModel Kind)> InOrder { get; } =
    [
        ("customers", CustomerModel.Kind),
        ("relations", RelationModel.Kind),
        ("owners", EmployeeModel.Kind),
        ("products", ProductModel.Kind),
        ("product-relations", ProductRelationModel.Kind),
        ("orders", OrderModel.Kind),
        ("order-lines", OrderModel.Kind),
        ("contact-persons", ContactPersonModel.Kind),
        ("interactions", InteractionModel.Kind),
        ("invoices", InvoiceModel.Kind),
        ("payments", PaymentModel.Kind),
        ("write-offs", WriteOffModel.Kind),
        ("disputes", ReceivableDisputeModel.Kind),
        ("needs", NeedModel.Kind),
        ("owned-items", OwnedItemModel.Kind),
        ("tasks", CrmTaskModel.Kind),
        ("investments", InvestmentModel.Kind),
        ("credit-evidence", CreditEvidenceModel.Kind),
        ("rewards", Sdk.Loyalty.RewardModel.Kind),
        ("loss-reasons", Sdk.Lifecycle.LossReasonModel.Kind),
        ("loyalty-evidence", Sdk.Loyalty.LoyaltyEvidenceModel.Kind),
    ];

    /// <summary>Writes records in one commit.</summary>
    public async Task FillAsync(ICrmStore store, IEnumerable<object> records)
    {
        await using ICrmSession session = new CrmCore(store, Model, Clock, Trail).OpenSession(scope);
        foreach (object record in records)
        {
            session.Add((dynamic)record);
        }

        await session.CommitAsync(CancellationToken.None);
    }

    /// <summary>The files of all kinds.</summary>
    public async Task<Dictionary<string, byte[]>> ExportAsync(ICrmStore store, ImportFormat format, bool excelSafe)
    {
        var export = new ExportService(store, Model, TimeProvider.System);
        Dictionary<string, byte[]> files = [];
        foreach ((string kind, _) in InOrder)
        {
            using var stream = new MemoryStream();
            await export.ExportAsync(scope, new ExportRequest(kind) { Format = format, ExcelSafe = excelSafe }, stream, CancellationToken.None);
            files.Add(kind, stream.ToArray());
        }

        return files;
    }

    /// <summary>Imports the files of all kinds in chunks of few rows, each by as many calls as it takes: the store dies before or after a commit, the next call goes on.</summary>
    /// <returns>How often it died.</returns>
    public async Task<int> ImportInterruptedAsync(ICrmStore store, IReadOnlyDictionary<string, byte[]> files, int chunk, Func<bool> dies)
    {
        int deaths = 0;
        foreach ((string kind, _) in InOrder)
        {
            for (bool done = false; !done;)
            {
                var mortal = new MortalStore(store, dies);
                var request = new ImportRequest(kind, ImportSource.Stream(new MemoryStream(files[kind]), $"{kind}.csv")) { Format = ImportFormat.JsonLines, ChunkSize = chunk };
                try
                {
                    ImportReport report = await Imports(mortal).ImportAsync(scope, request, progress: null, CancellationToken.None);
                    Assert.Empty(report.FirstRejected.Select(row => $"{kind} {row}"));
                    done = true;
                }
                catch (CrmException dead) when (dead.Code == StorageErrorCodes.StoreBusy)
                {
                    deaths++;
                }
            }
        }

        return deaths;
    }

    /// <summary>Files of JSON Lines with their records in the opposite order: what others name stands behind them.</summary>
    public static Dictionary<string, byte[]> Reversed(IReadOnlyDictionary<string, byte[]> files) => files.ToDictionary(
        static file => file.Key,
        static file => Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(file.Value).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(line => JsonNode.Parse(line)![file.Key == "order-lines" ? "order" : "key"]!.ToString()).Reverse().SelectMany(static rows => rows))));

    /// <summary>Imports the files of all kinds; no row may be refused.</summary>
    public async Task<IReadOnlyList<ImportReport>> ImportAsync(ICrmStore store, IReadOnlyDictionary<string, byte[]> files, ImportFormat format, int chunk = ImportRequest.DefaultChunkSize)
    {
        ImportService imports = Imports(store);
        List<ImportReport> reports = [];
        foreach ((string kind, _) in InOrder)
        {
            var request = new ImportRequest(kind, ImportSource.Stream(new MemoryStream(files[kind]), $"{kind}.csv")) { Format = format, ChunkSize = chunk };
            ImportReport report = await imports.ImportAsync(scope, request, progress: null, CancellationToken.None);
            Assert.Empty(report.FirstRejected.Select(row => $"{kind} {row}"));
            reports.Add(report);
        }

        return reports;
    }

    private static ImportService Imports(ICrmStore store) => new(store, Trail, new UnencryptedProtector(), Clock, TimeProvider.System, AttributeCatalogue.Standard);

    public async Task<UndoReport> UndoAsync(ICrmStore store, RecordId run) => await Imports(store).UndoAsync(scope, run, CancellationToken.None);

    /// <summary>All records of the kinds that files can hold, by their keys, ids and origins aside: a record without key is called by its id.</summary>
    public async Task<string> StateAsync(ICrmStore store)
    {
        List<(KindModel Kind, StoredRecord Record, string Name)> all = [];
        foreach (KindModel kind in InOrder.Select(static entry => entry.Kind).Distinct())
        {
            for (PageCursor? after = null; ;)
            {
                RecordPage page = await store.QueryAsync(new StoreQuery(scope.Tenant, kind.Kind) { After = after }, CancellationToken.None);
                all.AddRange(page.Records.Select(record => (kind, record, kind.ValueOf("key", record.Entity) is { IsNull: false } key ? key.AsText() : record.Id.ToString())));
                after = page.Next;
                if (after is null)
                {
                    break;
                }
            }
        }

        Dictionary<string, string> names = all.ToDictionary(static entry => entry.Record.Id.ToString(), static entry => entry.Name);
        return string.Join('\n', all.Select(entry => Line(entry.Kind, entry.Record, entry.Name, names)).Order(StringComparer.Ordinal));
    }

    private static string Line(KindModel kind, StoredRecord record, string name, Dictionary<string, string> names)
    {
        JsonObject json = JsonNode.Parse(kind.Serialise(record.Entity))!.AsObject();
        foreach (string ofOrigin in new[] { "created-at", "created-by", "run", "key" })
        {
            json.Remove(ofOrigin);
        }

        return $"{kind.Kind} {name} {Id().Replace(json.ToJsonString(), match => names.GetValueOrDefault(match.Value, match.Value))}";
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
