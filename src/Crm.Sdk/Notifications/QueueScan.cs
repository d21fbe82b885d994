using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Looks into the queue without claiming anything: which channels have work, and when the next message falls due.</summary>
internal static class QueueScan
{
    private static readonly string[] Places = [QueuePlace.Lease, QueuePlace.Retry, QueuePlace.Pending];

    /// <summary>The channels with messages that are not finished, by jumps through the index: one query a channel and place.</summary>
    public static async Task<IReadOnlySet<string>> ChannelsAsync(DispatchRun run)
    {
        SortedSet<string> channels = new(StringComparer.Ordinal);
        foreach (string place in Places)
        {
            Condition where = QueuePlace.In(place);
            while (await run.FirstAsync(where, 1).ConfigureAwait(false) is [var first])
            {
                string channel = ((OutboxMessage)first.Entity).Channel;
                channels.Add(channel);
                where = QueuePlace.Behind(place, channel);
            }
        }

        return channels;
    }

    /// <summary>How many messages are in a place.</summary>
    public static Task<long> CountAsync(DispatchRun run, string place, CancellationToken cancellationToken) =>
        run.Store.CountAsync(new StoreQuery(run.Scope.Tenant, OutboxModel.Kind.Kind) { Where = QueuePlace.In(place) }, cancellationToken);

    /// <summary>How long until the first message of the channels falls due, or its lease ends; null where there is none, zero or less where it is due.</summary>
    public static async Task<Duration?> UntilNextAsync(DispatchRun run, IEnumerable<string> channels)
    {
        Moments now = await run.MomentsAsync().ConfigureAwait(false);
        Duration? least = null;
        foreach (string channel in channels)
        {
            foreach (string place in Places)
            {
                if (await run.FirstAsync(QueuePlace.In(place, channel), 1).ConfigureAwait(false) is [var first])
                {
                    var message = (OutboxMessage)first.Entity;
                    Duration wait = (message.LeaseUntil ?? message.Due ?? now.Store) - (place == QueuePlace.Pending ? now.Business : now.Store);
                    least = least is { } other ? Duration.Min(other, wait) : wait;
                }
            }
        }

        return least;
    }
}
