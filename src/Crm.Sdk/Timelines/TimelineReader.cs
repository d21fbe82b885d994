using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>The entries of one source, newest first, read a small page at a time as the merge asks for them.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class TimelineReader
{
    private readonly Queue<TimelineEntry> _ready;
    private readonly Func<IReadOnlyList<StoredRecord>, CancellationToken, ValueTask<IReadOnlyList<TimelineEntry>?>>? _show;
    private readonly OrderedPages? _pages;
    private StoreQuery? _next;

    /// <summary>Entries that are at hand, newest first.</summary>
    public TimelineReader(IEnumerable<TimelineEntry> entries) => _ready = new Queue<TimelineEntry>(entries);

    /// <param name="pages">Reads the records.</param>
    /// <param name="query">The records, newest first.</param>
    /// <param name="show">Makes entries of records, without those that do not show; null where the source is to be read no further.</param>
    public TimelineReader(OrderedPages pages, StoreQuery query, Func<IReadOnlyList<StoredRecord>, CancellationToken, ValueTask<IReadOnlyList<TimelineEntry>?>> show)
    {
        _ready = [];
        (_pages, _next, _show) = (pages, query, show);
    }

    /// <summary>The next entry, or null at the end.</summary>
    public async ValueTask<TimelineEntry?> PeekAsync(CancellationToken cancellationToken)
    {
        while (_ready.Count == 0 && _next is not null)
        {
            RecordPage page = await _pages!.PageAsync(_next, cancellationToken).ConfigureAwait(false);
            _next = page.Next is null ? null : _next with { After = page.Next };
            if (await _show!(page.Records, cancellationToken).ConfigureAwait(false) is not { } entries)
            {
                _next = null;
                break;
            }

            foreach (TimelineEntry entry in entries)
            {
                _ready.Enqueue(entry);
            }
        }

        return _ready.Count > 0 ? _ready.Peek() : null;
    }

    /// <summary>Takes the entry that <see cref="PeekAsync"/> answered.</summary>
    public TimelineEntry Take() => _ready.Dequeue();
}
