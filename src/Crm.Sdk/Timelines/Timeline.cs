using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Plugins;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Timelines;

/// <summary>Merges the sources of the SDK and of plugins, a page at a time: of each source only so many records are read as the page takes, and a few more.</summary>
/// <inheritdoc cref="ITimeline"/>
public sealed class Timeline : ITimeline
{
    private const int MaxBatch = 100;

    private readonly ICrm _crm;
    private readonly IExtensions _extensions;
    private readonly OrderedPages _pages;

    /// <summary>Makes a timeline.</summary>
    public Timeline(ICrm crm, ICrmStore store, IExtensions extensions)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(extensions);
        _crm = crm;
        _extensions = extensions;
        _pages = new OrderedPages(store, crm.Model);
    }

    /// <inheritdoc/>
    public async Task<TimelinePage> ReadAsync(CrmScope scope, TimelineQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > ITimeline.MaxLimit || query.Customers.Count is < 1 or > ITimeline.MaxCustomers)
        {
            throw new CrmException(
                StorageErrorCodes.BadPage,
                $"A page of a timeline takes 1 to {ITimeline.MaxLimit} entries of 1 to {ITimeline.MaxCustomers} customers; {query.Limit} entries of {query.Customers.Count} customers were asked for.");
        }

        var problems = new List<TimelineProblem>();
        List<TimelineReader> readers = await ReadersAsync(scope, query, problems, cancellationToken).ConfigureAwait(false);
        var entries = new List<TimelineEntry>(query.Limit);
        while (await NewestAsync(readers, cancellationToken).ConfigureAwait(false) is { } reader)
        {
            TimelineEntry next = (await reader.PeekAsync(cancellationToken).ConfigureAwait(false))!;
            if (entries.Count >= query.Limit && next.Place != entries[^1].Place)
            {
                return new TimelinePage(entries, entries[^1].Place, problems);
            }

            entries.Add(reader.Take());
        }

        return new TimelinePage(entries, null, problems);
    }

    private static async ValueTask<TimelineReader?> NewestAsync(List<TimelineReader> readers, CancellationToken cancellationToken)
    {
        (TimelineReader? newest, TimelineCursor place) = (null, default);
        foreach (TimelineReader reader in readers)
        {
            if (await reader.PeekAsync(cancellationToken).ConfigureAwait(false) is { } entry && (newest is null || entry.Place > place))
            {
                (newest, place) = (reader, entry.Place);
            }
        }

        return newest;
    }

    private async Task<List<TimelineReader>> ReadersAsync(CrmScope scope, TimelineQuery query, List<TimelineProblem> problems, CancellationToken cancellationToken)
    {
        var shown = new HashSet<RecordKind>();
        var readers = new List<TimelineReader>();
        foreach (Extension<ITimelineSource> plugin in _extensions.All<ITimelineSource>())
        {
            var contributed = await PluginTimeline.DescribeAsync(plugin, _crm.Model, problems, cancellationToken).ConfigureAwait(false);
            if (contributed is not null)
            {
                shown.Add(contributed.Kind);
                Add(contributed, contributed.Where, contributed.ShowAllAsync);
            }
        }

        foreach (ITimelineSource source in CoreTimeline.Sources)
        {
            shown.Add(source.Kind);
            Condition where = source == CoreTimeline.Labels ? Condition.All(source.Where, await OfCurrentRunAsync(scope, cancellationToken).ConfigureAwait(false)) : source.Where;
            Add(source, where, Show(source));
        }

        var events = new EventTimeline(shown, _crm.Model);
        Add(events, events.Where, Show(events));
        if (query.Kinds.IsEmpty || query.Kinds.Contains(CustomerModel.Kind.Kind))
        {
            readers.Add(new TimelineReader(await AdditionsAsync(scope, query, cancellationToken).ConfigureAwait(false)));
        }

        return readers;

        void Add(ITimelineSource source, Condition where, Func<IReadOnlyList<StoredRecord>, CancellationToken, ValueTask<IReadOnlyList<TimelineItem?>?>> show)
        {
            if (query.Kinds.IsEmpty || query.Kinds.Contains(source.Kind))
            {
                KindModel model = _crm.Model[source.Kind];
                readers.Add(new TimelineReader(_pages, Query(scope, query, source, where, model), async (records, stop) => await show(records, stop).ConfigureAwait(false) is { } items ? Entries(model, source, query.Zone, records, items) : null));
            }
        }
    }

    private static Func<IReadOnlyList<StoredRecord>, CancellationToken, ValueTask<IReadOnlyList<TimelineItem?>?>> Show(ITimelineSource source) =>
        (records, _) => ValueTask.FromResult<IReadOnlyList<TimelineItem?>?>([.. records.Select(record => source.Show(record.Entity))]);

    private static List<TimelineEntry> Entries(KindModel model, ITimelineSource source, DateTimeZone zone, IReadOnlyList<StoredRecord> records, IReadOnlyList<TimelineItem?> items)
    {
        var entries = new List<TimelineEntry>(items.Count);
        foreach ((StoredRecord record, TimelineItem? item) in records.Zip(items))
        {
            if (item is not null)
            {
                FieldValue at = model.ValueOf(source.At, record.Entity);
                LocalDate? day = at.Type == FieldType.Date ? at.AsDate() : null;
                entries.Add(new TimelineEntry(
                    day is { } date ? new TimelineDays(zone).At(date) : at.AsInstant(),
                    new RecordRef(model.Kind, record.Id),
                    new CustomerId(model.ValueOf(source.Customer, record.Entity).AsId()),
                    item) { Date = day });
            }
        }

        return entries;
    }

    private static StoreQuery Query(CrmScope scope, TimelineQuery query, ITimelineSource source, Condition where, KindModel model)
    {
        bool byDay = model.Field(source.At).Type == FieldType.Date;
        var days = new TimelineDays(query.Zone);
        List<Condition> all = [Condition.IsIn(source.Customer, [.. query.Customers.Select(static id => FieldValue.Of((RecordId)id))]), Condition.Has(source.At), where];
        if (query.From is { } from)
        {
            all.Add(Condition.Is(source.At, Comparison.GreaterOrEqual, byDay ? FieldValue.Of(days.FirstFrom(from)) : FieldValue.Of(from)));
        }

        if (query.Until is { } until)
        {
            all.Add(Condition.Is(source.At, Comparison.LessOrEqual, byDay ? FieldValue.Of(days.LastUpTo(until)) : FieldValue.Of(until)));
        }

        PageCursor? behind = null;
        if (query.After is { } after)
        {
            LocalDate day = byDay ? days.LastUpTo(after.At) : default;
            if (byDay && days.At(day) < after.At)
            {
                all.Add(Condition.Is(source.At, Comparison.LessOrEqual, FieldValue.Of(day))); // the page ended within a day: all of it is still to come
            }
            else
            {
                behind = new PageCursor(byDay ? FieldValue.Of(day) : FieldValue.Of(after.At), after.Id);
            }
        }

        return new StoreQuery(scope.Tenant, source.Kind)
        {
            Where = Condition.All([.. all]),
            Order = new RecordOrder(source.At, Descending: true),
            After = behind,
            Limit = Math.Min(query.Limit + 1, MaxBatch),
        };
    }

    /// <summary>The additions of the customers themselves, which no index finds and which are few.</summary>
    private async Task<IEnumerable<TimelineEntry>> AdditionsAsync(CrmScope scope, TimelineQuery query, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        IReadOnlyList<Customer?> customers = await session.FindAsync<Customer>([.. query.Customers.Select(static id => (RecordId)id)], cancellationToken).ConfigureAwait(false);
        return customers.OfType<Customer>()
            .Where(static customer => customer.Origin is not null)
            .Select(static customer => new TimelineEntry(customer.Origin!.At, new RecordRef(CustomerModel.Kind.Kind, customer.Id), customer.Id, CoreTimeline.Added(customer)))
            .Where(entry => (query.After is not { } after || entry.Place < after) && !(entry.At < query.From) && !(entry.At > query.Until))
            .OrderByDescending(static entry => entry.Place);
    }

    private async Task<Condition> OfCurrentRunAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        await using ICrmSession session = _crm.OpenSession(scope);
        return await session.FindAsync<ClassificationState>(ClassificationState.TheId, cancellationToken).ConfigureAwait(false) is { } state
            ? Condition.Is(LabelModel.FromRun, Comparison.LessOrEqual, FieldValue.Of(state.CurrentRun))
            : Condition.Nothing;
    }
}
