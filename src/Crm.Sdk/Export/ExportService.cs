using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Orders;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Export;

/// <summary>Exports the kinds of the archive as CSV or JSON Lines that <see cref="ImportService"/> reads back to the same state (DQ-4).</summary>
/// <remarks>Records are read page by page in the order of their ids, so memory does not grow with them. A thread-safe singleton.</remarks>
public sealed class ExportService
{
    private const int PageSize = 1_000;
    private const int MaxAttributes = 1_000;

    private readonly ICrmStore _store;
    private readonly ModelCatalogue _model;
    private readonly QueryRunner _queries;
    private readonly TimeProvider _time;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="time">Measures.</param>
    public ExportService(ICrmStore store, ModelCatalogue model, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(time);
        _store = store;
        _model = model;
        _queries = new QueryRunner(store, model);
        _time = time;
    }

    /// <summary>Exports to a file. It appears, or replaces the one that was there, only when it is whole.</summary>
    /// <param name="scope">The tenant, and who exports.</param>
    /// <param name="request">What, and how.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellationToken">Stops; nothing is left then.</param>
    /// <exception cref="CrmException">CRM3001: there is no such kind. CRM3003: the format cannot be written.</exception>
    public async Task<ExportReport> ExportAsync(CrmScope scope, ExportRequest request, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string unfinished = $"{path}.{RecordId.New()}.tmp";
        try
        {
            ExportReport report;
            var file = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                report = await ExportAsync(scope, request with { Format = request.Format ?? ImportFormat.OfFileName(path) }, file, cancellationToken).ConfigureAwait(false);
            }

            File.Move(unfinished, path, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(unfinished); // nothing to delete where it was moved
        }
    }

    /// <summary>Exports to a stream, which stays open.</summary>
    /// <param name="scope">The tenant, and who exports.</param>
    /// <param name="request">What, and how; CSV where it names no format.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <exception cref="CrmException">CRM3001: there is no such kind. CRM3003: the format cannot be written.</exception>
    public async Task<ExportReport> ExportAsync(CrmScope scope, ExportRequest request, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(stream);
        long started = _time.GetTimestamp();
        ImportTarget target = ImportTarget.Named(request.Kind);
        ImportFormat format = request.Format ?? ImportFormat.Csv;
        (long written, long rows) = target switch
        {
            CustomerTarget => await CustomersAsync(scope.Tenant, request, format, stream, cancellationToken).ConfigureAwait(false),
            OrderTarget => await OrdersAsync(scope.Tenant, request, OrderColumns.Written, format, stream, OrderRows.Write, cancellationToken).ConfigureAwait(false),
            OrderLineTarget => await OrdersAsync(scope.Tenant, request, OrderLineColumns.Written, format, stream, OrderRows.WriteLines, cancellationToken).ConfigureAwait(false),
            TableTarget table => await TableAsync(scope.Tenant, request, table, format, stream, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException($"Nothing writes {target.Name}."),
        };
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        return new ExportReport(target.Name, written, rows, Duration.FromTimeSpan(_time.GetElapsedTime(started)));
    }

    private async Task<(long Written, long Rows)> CustomersAsync(TenantId tenant, ExportRequest request, ImportFormat format, Stream stream, CancellationToken cancellationToken)
    {
        var rows = new CustomerRows(await AttributesAsync(tenant, request, cancellationToken).ConfigureAwait(false));
        ExportWriter writer = ExportWriter.Create(stream, format, rows.Columns, request.ExcelSafe);
        long written = 0;
        await using (writer.ConfigureAwait(false))
        {
            await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, CustomerModel.Kind, request, cancellationToken).ConfigureAwait(false))
            {
                ReferenceKeys keys = await KeysAsync(tenant, page.SelectMany(static record => CustomerRows.ReferencesOf((Customer)record.Entity)), cancellationToken).ConfigureAwait(false);
                foreach (StoredRecord record in page)
                {
                    rows.Write(writer, (Customer)record.Entity, keys);
                    await writer.EndRowAsync(cancellationToken).ConfigureAwait(false);
                    written++;
                }
            }
        }

        return (written, written);
    }

    /// <summary>The names of all custom attributes: the columns stand in the first line, so a first reading collects them.</summary>
    private async Task<IReadOnlyList<string>> AttributesAsync(TenantId tenant, ExportRequest request, CancellationToken cancellationToken)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, CustomerModel.Kind, request, cancellationToken).ConfigureAwait(false))
        {
            names.UnionWith(page.SelectMany(static record => ((Customer)record.Entity).Attributes).Select(static attribute => attribute.Name));
            if (names.Count > MaxAttributes)
            {
                throw new CrmException(ImportErrorCodes.BadOption, $"The customers have more than {MaxAttributes} different attributes, which makes too many columns; export a part of them.");
            }
        }

        return [.. names.Order(Comparer<string>.Create(CanonicalText.Compare))];
    }

    private async Task<(long Written, long Rows)> OrdersAsync(
        TenantId tenant, ExportRequest request, IReadOnlyList<string> columns, ImportFormat format, Stream stream, OrderRows.Writer write, CancellationToken cancellationToken)
    {
        ExportWriter writer = ExportWriter.Create(stream, format, columns, request.ExcelSafe);
        long written = 0, rows = 0;
        await using (writer.ConfigureAwait(false))
        {
            await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, OrderModel.Kind, request, cancellationToken).ConfigureAwait(false))
            {
                ReferenceKeys keys = await KeysAsync(tenant, page.SelectMany(static record => OrderRows.ReferencesOf((Order)record.Entity)), cancellationToken).ConfigureAwait(false);
                foreach (StoredRecord record in page)
                {
                    rows += await write(writer, (Order)record.Entity, keys, cancellationToken).ConfigureAwait(false);
                    written++;
                }
            }
        }

        return (written, rows);
    }

    private async Task<(long Written, long Rows)> TableAsync(TenantId tenant, ExportRequest request, TableTarget table, ImportFormat format, Stream stream, CancellationToken cancellationToken)
    {
        ExportWriter writer = ExportWriter.Create(stream, format, table.Written, request.ExcelSafe);
        long written = 0;
        await using (writer.ConfigureAwait(false))
        {
            await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, table.Kind, request, cancellationToken).ConfigureAwait(false))
            {
                ReferenceKeys keys = await KeysAsync(tenant, page.SelectMany(record => table.ReferencesOf(record.Entity)), cancellationToken).ConfigureAwait(false);
                foreach (StoredRecord record in page)
                {
                    table.Write(writer, record.Entity, keys);
                    await writer.EndRowAsync(cancellationToken).ConfigureAwait(false);
                    written++;
                }
            }
        }

        return (written, written);
    }

    private Task<ReferenceKeys> KeysAsync(TenantId tenant, IEnumerable<RecordRef> records, CancellationToken cancellationToken) =>
        ReferenceKeys.FindAsync(_store, _model, tenant, records, cancellationToken);

    private async IAsyncEnumerable<IReadOnlyList<StoredRecord>> PagesAsync(
        TenantId tenant, KindModel kind, ExportRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, kind.Kind) { Where = request.Where, Limit = PageSize };
        while (true)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            yield return page.Records;
            if (page.Next is null)
            {
                yield break;
            }

            query = query with { After = page.Next };
        }
    }
}
