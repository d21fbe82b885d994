using System.Threading.Channels;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.History;
using Crm.Sdk.Privacy;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Imports the kinds of the archive from files, and takes imports back (DQ-1, DQ-2).</summary>
/// <remarks>
/// <para>A source is read twice: the first time to check it as a whole and to write nothing, the second time in chunks, each one commit of records, keys, revisions, one audit
/// entry, one event and how far the run is. Memory does not grow with the source, but for what <c>docs/import.md</c> says of rows that repeat.</para>
/// <para>Rows are matched by key: what is not there is added, what differs is changed, what is equal is left alone, so importing a source again writes nothing. An import that was interrupted
/// is gone on with by asking for the same import again; its result is that of an import that was not.</para>
/// <para>A thread-safe singleton.</para>
/// </remarks>
public sealed class ImportService
{
    private readonly ICrmStore _store;
    private readonly CommitTrail _trail;
    private readonly IPersonalDataProtector _protector;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly AttributeCatalogue _attributes;
    private readonly BatchCommitter _committer;
    private readonly DuplicateGate? _gate;
    private readonly RelationTypeCatalogue _relationTypes;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="trail">What commits leave behind.</param>
    /// <param name="protector">Opens the personal values of revisions that are taken back.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="time">Measures, and waits between tries.</param>
    /// <param name="attributes">The declared attributes of customers, by which their values are checked.</param>
    /// <param name="gate">Looks for duplicates before customers are written; null for not looking.</param>
    /// <param name="relationTypes">The types of relations, which say what is a hierarchy; the built-in ones where null.</param>
    public ImportService(
        ICrmStore store, CommitTrail trail, IPersonalDataProtector protector, IClock clock, TimeProvider time, AttributeCatalogue attributes, DuplicateGate? gate = null,
        RelationTypeCatalogue? relationTypes = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(attributes);
        _attributes = attributes;
        _store = store;
        _trail = trail;
        _protector = protector;
        _clock = clock;
        _time = time;
        _committer = new BatchCommitter(store, time);
        _gate = gate;
        _relationTypes = relationTypes ?? RelationTypeCatalogue.Standard;
    }

    /// <summary>The names of the kinds that can be imported and exported.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. ImportTarget.All.Select(static target => target.Name)];

    /// <summary>The names of a kind's targets, as <see cref="ImportRequest.Map"/> takes them and exports write them.</summary>
    /// <exception cref="CrmException">CRM3001: there is no such kind.</exception>
    public static IReadOnlyList<string> TargetsOf(string kind) => ImportTarget.Named(kind).Targets;

    /// <summary>Imports a source, or goes on with the same import where it was interrupted.</summary>
    /// <param name="scope">The tenant, and who imports.</param>
    /// <param name="request">What, and how.</param>
    /// <param name="progress">Told after each chunk, or null.</param>
    /// <param name="cancellationToken">Stops between chunks: what was confirmed stays, and the same request goes on from there.</param>
    /// <exception cref="CrmException">
    /// CRM3001 to CRM3005: kind, columns, options, encoding or file are wrong; nothing was written. CRM3006: a row was refused and <see cref="ImportRequest.OnError"/> is <see cref="RefusedRows.Stop"/>.
    /// CRM3008, CRM3009: others are at the same records. What was confirmed before stays.
    /// </exception>
    public async Task<ImportReport> ImportAsync(CrmScope scope, ImportRequest request, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        long started = _time.GetTimestamp();
        ImportTarget target = ImportTarget.Named(request.Kind);
        string sourceName = Check(request);
        ImportFormat format = request.Format ?? ImportFormat.OfFileName(request.Source.Name);
        CheckFit(request, target, format);
        var dates = DateReader.Create(request.DateFormat, request.Zone);

        Stream source = await request.Source.OpenForReadingAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            Survey survey = await Survey.TakeAsync(source, target, request, format, cancellationToken).ConfigureAwait(false);
            if (survey.Rows > 0)
            {
                target.Check(request, survey.Map);
            }

            string fingerprint = survey.Identify(target, request, format, sourceName);
            StoredRecord? interrupted = request.DryRun ? null : await FindInterruptedAsync(scope.Tenant, fingerprint, cancellationToken).ConfigureAwait(false);
            ImportRun run = (ImportRun?)interrupted?.Entity ?? new ImportRun
            {
                Id = RecordId.New(),
                Kind = target.Name,
                Source = sourceName,
                Fingerprint = fingerprint,
                State = ImportRunState.Running,
                StartedAt = _clock.GetCurrentInstant().FloorToMicrosecond(),
                StartedBy = scope.Actor,
            };

            RejectsFile rejects = await RejectsFile.OpenAsync(request.DryRun ? null : request.RejectsPath, run.RejectsLength, cancellationToken).ConfigureAwait(false);
            await using (rejects.ConfigureAwait(false))
            {
                var execution = new ImportExecution(
                    scope, request, target, _store, _trail, _clock, _committer, rejects, request.Duplicates == DuplicateChecking.Skip ? null : _gate, _relationTypes, run with { RejectsLength = rejects.Length })
                {
                    RunVersion = interrupted?.Version ?? 0,
                };
                source.Position = 0;
                RowReader reader = RowReader.Create(source, request, format, format == ImportFormat.JsonLines ? survey.Columns : request.Columns);
                await using (reader.ConfigureAwait(false))
                {
                    var cells = new Cells(target, survey.Map, dates, reader.IsGuarded, request.Lookups);
                    var groups = new RowGroups(reader, survey, target, target.Parser(cells, request, _attributes), cells, sourceName);
                    await RunAsync(execution, groups, ChunkRows(request), survey.Rows, progress, started, cancellationToken).ConfigureAwait(false);
                }

                return Report(execution, request, interrupted is not null, started);
            }
        }
    }

    /// <summary>Takes a run back as far as that is possible, or goes on with that where it was interrupted.</summary>
    /// <param name="scope">The tenant, and who takes it back.</param>
    /// <param name="run">The run, from the report of its import.</param>
    /// <param name="cancellationToken">Stops between pages: what was confirmed stays, and asking again goes on from there.</param>
    /// <returns>What was removed and put back, and what had to stay and why. Asking again for a run that was taken back repeats its figures.</returns>
    /// <exception cref="CrmException">CRM3007: the tenant has no such run. CRM3008, CRM3009: others are at the same records.</exception>
    public async Task<UndoReport> UndoAsync(CrmScope scope, RecordId run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        long started = _time.GetTimestamp();
        StoredRecord stored = (await _store.FindAsync(scope.Tenant, ImportRunModel.Kind.Kind, [run], cancellationToken).ConfigureAwait(false))[0]
            ?? throw new CrmException(ImportErrorCodes.UnknownRun, $"There is no import run {run}; the report of an import names its run.");
        var undo = new ImportUndo(scope, _store, _trail, new FormerValues(_protector, scope.Tenant), _clock, _committer) { Run = (ImportRun)stored.Entity, RunVersion = stored.Version };
        if (undo.Run.State != ImportRunState.Undone)
        {
            await undo.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        return new UndoReport
        {
            Run = run,
            Kind = undo.Run.Kind,
            Removed = undo.Run.Removed,
            CustomersRemoved = undo.Run.CustomersRemoved,
            Reverted = undo.Run.Reverted,
            Kept = undo.Run.Kept,
            FirstKept = undo.Kept.ToValueList(),
            Elapsed = Elapsed(started),
        };
    }

    /// <summary>Reading is one chunk ahead of committing, so that both go on at the same time.</summary>
    private async Task RunAsync(
        ImportExecution execution, RowGroups groups, int chunkRows, long rows, IProgress<ImportProgress>? progress, long started, CancellationToken cancellationToken)
    {
        Channel<ImportChunk> chunks = ChunkReader.Channel();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = Task.Run(() => ChunkReader.ReadAsync(groups, execution.Run.Cursor, chunkRows, chunks.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (ImportChunk chunk in chunks.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await execution.WriteAsync(chunk, cancellationToken).ConfigureAwait(false);
                ImportRun run = execution.Run;
                progress?.Report(new ImportProgress(run.Read, rows, run.Created, run.Updated, run.Unchanged, run.Rejected, Elapsed(started)));
            }

            await execution.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false); // it never fails: what went wrong came through the channel
        }
    }

    private static string Check(ImportRequest request)
    {
        if (request.ChunkSize is < 1 or > ImportRequest.MaxChunkSize)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"A chunk takes 1 to {ImportRequest.MaxChunkSize} rows, not {request.ChunkSize}.");
        }

        if (request.Country is { } country && !CountryNormalizer.TryNormalize(country, out _, out string? rule))
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"Country '{country}' is refused: {rule}.");
        }

        string name = request.SourceName ?? request.Source.Name;
        try
        {
            return CanonicalText.Require(name, ImportRequest.MaxSourceNameLength, "source");
        }
        catch (CrmException error)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"{error.Message} Give --source another name.", error);
        }
    }

    private static void CheckFit(ImportRequest request, ImportTarget target, ImportFormat format)
    {
        if (request.JoinSurplusInto is not null && !format.IsDelimited)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"Surplus fields are joined in delimited text only, not in {format}; leave --join-surplus out.");
        }

        if (request.WithoutLines && target is not OrderTarget)
        {
            throw new CrmException(ImportErrorCodes.BadOption, $"{target.Name} have no lines to come without; leave --without-lines out.");
        }
    }

    /// <summary>One row may need its record, a customer and a revision.</summary>
    private int ChunkRows(ImportRequest request) => Math.Max(1, Math.Min(request.ChunkSize, (_store.Descriptor.MaxRecordsPerBatch - 3) / 3));

    private async Task<StoredRecord?> FindInterruptedAsync(TenantId tenant, string fingerprint, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, ImportRunModel.Kind.Kind) { Where = Condition.Equal(ImportRunModel.Fingerprint, FieldValue.Of(fingerprint)) };
        while (true)
        {
            RecordPage page = await _store.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            StoredRecord? running = page.Records.FirstOrDefault(static record => ((ImportRun)record.Entity).State == ImportRunState.Running);
            if (running is not null || page.Next is null)
            {
                return running;
            }

            query = query with { After = page.Next };
        }
    }

    private ImportReport Report(ImportExecution execution, ImportRequest request, bool resumed, long started)
    {
        ImportRun run = execution.Run;
        return new ImportReport
        {
            Kind = run.Kind,
            Run = execution.RunVersion > 0 ? run.Id : null,
            Read = run.Read,
            Created = run.Created,
            Updated = run.Updated,
            Unchanged = run.Unchanged,
            Rejected = run.Rejected,
            CustomersCreated = run.CustomersCreated,
            Duplicates = execution.Duplicates,
            FirstDuplicates = execution.FirstDuplicates.ToValueList(),
            Elapsed = Elapsed(started),
            Resumed = resumed,
            DryRun = request.DryRun,
            FirstRejected = execution.FirstRejected.ToValueList(),
        };
    }

    private Duration Elapsed(long started) => Duration.FromTimeSpan(_time.GetElapsedTime(started));
}
