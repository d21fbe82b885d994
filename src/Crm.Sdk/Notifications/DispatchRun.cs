using Crm.Sdk.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>What the runs of all channels share during one dispatch.</summary>
internal sealed class DispatchRun
{
    public required ICrmStore Store { get; init; }

    public required CrmScope Scope { get; init; }

    public required IClock Clock { get; init; }

    public required TimeProvider Time { get; init; }

    public required DispatchOptions Options { get; init; }

    public required ContentEnvelope Envelope { get; init; }

    public required ISendGate Gate { get; init; }

    /// <summary>Where one request withdraws the consent behind a message; null where there is nothing to withdraw.</summary>
    public required Func<OutboxMessage, Uri?> Unsubscribe { get; init; }

    public required Backoff Backoff { get; init; }

    public required OutboxWriter Writer { get; init; }

    public required DispatchTally Tally { get; init; }

    public required StopTokens Stop { get; init; }

    public required ILogger Logger { get; init; }

    /// <summary>Names this run on the messages that it holds.</summary>
    public required string Owner { get; init; }

    public async Task<Moments> MomentsAsync() =>
        new(Clock.GetCurrentInstant().FloorToMicrosecond(), await Store.NowAsync(Stop.Store).ConfigureAwait(false));

    public async Task<IReadOnlyList<StoredRecord>> FirstAsync(Condition where, int limit)
    {
        var query = new StoreQuery(Scope.Tenant, OutboxModel.Kind.Kind) { Where = where, Order = new RecordOrder(OutboxModel.Queue), Limit = limit };
        return (await Store.QueryAsync(query, Stop.Store).ConfigureAwait(false)).Records;
    }
}
