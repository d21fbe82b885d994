using System.Collections.Concurrent;
using Crm.Sdk.Plugins;
using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Delivers what stands in the outbox: hands messages to their channels and records what came of it (CA-3).</summary>
/// <remarks>
/// <para>A message is lost at no point, and a copy goes out only where its channel prefers a copy to a loss. Several dispatchers, in one process or many,
/// may work on one store: a message is claimed by one of them, by version, with a lease on the store's clock.</para>
/// <para>A thread-safe singleton; calls may run at the same time. A channel's rate is kept by each process for itself.</para>
/// </remarks>
public sealed class OutboxDispatcher
{
    private readonly ICrmStore _store;
    private readonly ChannelDirectory _channels;
    private readonly ContentEnvelope _envelope;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly DispatchOptions _options;
    private readonly ILogger _logger;
    private readonly ISendGate _gate;
    private readonly UnsubscribeLinks? _links;
    private readonly Backoff _backoff;
    private readonly Random _random;
    private readonly ConcurrentDictionary<(string Channel, Rate? Rate), Pace> _paces = new();

    /// <summary>Makes a dispatcher.</summary>
    /// <param name="store">The store.</param>
    /// <param name="extensions">The plugins' channels.</param>
    /// <param name="protector">Opens what is sealed.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="time">Waiting.</param>
    /// <param name="options">How it dispatches.</param>
    /// <param name="logger">Told what operators should know; no personal data.</param>
    /// <param name="policy">When and how often customers may be written to, and with which consent.</param>
    /// <param name="suppressions">The addresses to which nothing is sent.</param>
    /// <param name="links">The links that withdraw consents.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="CrmException">CRM4106: the policy contradicts itself.</exception>
    public OutboxDispatcher(
        ICrmStore store,
        IExtensions extensions,
        IPersonalDataProtector protector,
        IClock clock,
        TimeProvider time,
        DispatchOptions options,
        ILogger<OutboxDispatcher> logger,
        ContactPolicy policy,
        SuppressionList suppressions,
        UnsubscribeLinks links)
        : this(store, extensions, protector, clock, time, options, logger, new ContactGate(store, suppressions, policy), Random.Shared, links)
    {
    }

    internal OutboxDispatcher(
        ICrmStore store,
        IExtensions extensions,
        IPersonalDataProtector protector,
        IClock clock,
        TimeProvider time,
        DispatchOptions options,
        ILogger<OutboxDispatcher> logger,
        ISendGate gate,
        Random random,
        UnsubscribeLinks? links = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentNullException.ThrowIfNull(protector);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(logger);
        options.Validate();
        _store = store;
        _channels = new ChannelDirectory(extensions);
        _envelope = new ContentEnvelope(protector);
        _clock = clock;
        _time = time;
        _options = options;
        _logger = logger;
        _gate = gate;
        _links = links;
        _backoff = new Backoff(options, random);
        _random = random;
    }

    /// <summary>Delivers what is due now, and returns when nothing is. Messages that wait for another attempt are left for a later call.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="progress">Told after each commit; may be null.</param>
    /// <param name="cancellationToken">
    /// Asks to stop: nothing new is begun, sends that run may end within <see cref="DispatchOptions.StopGrace"/>, their outcomes are recorded, and what is
    /// held is given back.
    /// </param>
    /// <returns>What was done.</returns>
    /// <exception cref="OperationCanceledException">A stop was asked for.</exception>
    /// <exception cref="Exception">The store failed. What was recorded stays; the rest is taken up again when its lease ends.</exception>
    public async Task<DispatchReport> DispatchAsync(CrmScope scope, IProgress<DispatchReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using var stop = new StopTokens(_options.StopGrace, _time, cancellationToken);
        DispatchRun run = Start(scope, progress, stop);
        await DeliverDueAsync(run).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return run.Tally.Report;
    }

    /// <summary>
    /// Delivers what is due, waits for what falls due within <see cref="DispatchOptions.Horizon"/> – further attempts, leases of others, planned messages –
    /// and returns when there is nothing left.
    /// </summary>
    /// <inheritdoc cref="DispatchAsync"/>
    public async Task<DispatchReport> DispatchUntilEmptyAsync(CrmScope scope, IProgress<DispatchReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using var stop = new StopTokens(_options.StopGrace, _time, cancellationToken);
        DispatchRun run = Start(scope, progress, stop);
        long begun = _time.GetTimestamp();
        while (true)
        {
            IReadOnlyList<string> channels = await DeliverDueAsync(run).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan left = _options.Horizon - _time.GetElapsedTime(begun);
            if (left < TimeSpan.Zero || await QueueScan.UntilNextAsync(run, channels).ConfigureAwait(false) is not { } next || next.ToTimeSpan() > left)
            {
                return run.Tally.Report;
            }

            TimeSpan wait = next > Duration.Zero
                ? next.ToTimeSpan() + TimeSpan.FromMilliseconds(1) // delays are cut to whole milliseconds
                : _options.PollInterval; // due and not delivered: its plugin's breaker is open, or another took it
            await Task.Delay(wait < _options.PollInterval ? wait : _options.PollInterval, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Delivers messages as they fall due, until a stop is asked for: what a host runs all day. Each channel goes on its own, so that a slow one holds no other up.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="progress">Told after each commit of outcomes, and after each look at the queue that found nothing to do; may be null.</param>
    /// <param name="cancellationToken">Asks to stop, as in <see cref="DispatchAsync"/>; the call then ends well.</param>
    /// <returns>What was done until the stop.</returns>
    /// <exception cref="Exception">The store failed. What was recorded stays; the rest is taken up again when its lease ends.</exception>
    public async Task<DispatchReport> RunAsync(CrmScope scope, IProgress<DispatchReport>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var stop = new StopTokens(_options.StopGrace, _time, asked.Token);
        DispatchRun run = Start(scope, progress, stop);
        var pump = new ChannelPump(run, _channels, channel => DrainAsync(run, channel), _random);
        try
        {
            await pump.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            await asked.CancelAsync().ConfigureAwait(false); // where one channel's run failed, the others let go of what they hold
            await pump.DrainedAsync().ConfigureAwait(false);
        }

        return run.Tally.Report;
    }

    /// <summary>Looks at what waits, without claiming anything.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<OutboxBacklog> GetBacklogAsync(CrmScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using StopTokens stop = StopTokens.AtOnce(_time, cancellationToken);
        DispatchRun run = Start(scope, null, stop);
        IReadOnlySet<string> channels = await QueueScan.ChannelsAsync(run).ConfigureAwait(false);
        Duration? next = await QueueScan.UntilNextAsync(run, channels).ConfigureAwait(false);
        long pending = await QueueScan.CountAsync(run, QueuePlace.Pending, cancellationToken).ConfigureAwait(false)
            + await QueueScan.CountAsync(run, QueuePlace.Retry, cancellationToken).ConfigureAwait(false);
        return new OutboxBacklog(pending, next <= Duration.Zero ? -next : null, [.. channels.Where(name => _channels.Find(name) is null)]);
    }

    /// <summary>Drains every channel that has work, and again where messages went on to a next channel.</summary>
    /// <returns>The channels that have work and that plugins bring.</returns>
    private async Task<IReadOnlyList<string>> DeliverDueAsync(DispatchRun run)
    {
        while (true)
        {
            long before = run.Tally.Report.FailedOver;
            IReadOnlyList<string> channels = await DrainAllAsync(run).ConfigureAwait(false);
            if (run.Tally.Report.FailedOver == before || run.Stop.IsAsked)
            {
                return channels;
            }
        }
    }

    /// <summary>Drains every channel that has work, side by side.</summary>
    private async Task<IReadOnlyList<string>> DrainAllAsync(DispatchRun run)
    {
        List<Extension<INotificationChannel>> known = [];
        List<string> missing = [];
        foreach (string name in await QueueScan.ChannelsAsync(run).ConfigureAwait(false))
        {
            if (_channels.Find(name) is { } channel)
            {
                known.Add(channel);
            }
            else
            {
                missing.Add(name);
            }
        }

        if (missing.Count > 0)
        {
            run.Tally.Missing(missing);
            _logger.LogWarning("Messages wait for channels that no plugin brings: {Channels}.", string.Join(", ", missing));
        }

        await Task.WhenAll(known.Select(channel => DrainAsync(run, channel))).ConfigureAwait(false);
        return [.. known.Select(static channel => channel.Instance.Descriptor.Name)];
    }

    /// <summary>Each on a thread of its own: a store that answers at once would otherwise drain one channel before the next.</summary>
    private Task DrainAsync(DispatchRun run, Extension<INotificationChannel> channel) =>
        Task.Run(() => new ChannelRun(run, channel, PaceOf(channel)).DrainAsync(), CancellationToken.None);

    private Pace PaceOf(Extension<INotificationChannel> channel)
    {
        ChannelDescriptor descriptor = channel.Instance.Descriptor;
        return _paces.GetOrAdd((descriptor.Name, descriptor.Rate), static (key, time) => new Pace(key.Rate, time), _time);
    }

    private DispatchRun Start(CrmScope scope, IProgress<DispatchReport>? progress, StopTokens stop) => new()
    {
        Store = _store,
        Scope = scope,
        Clock = _clock,
        Time = _time,
        Options = _options,
        Envelope = _envelope,
        Gate = _gate,
        Unsubscribe = message => _links?.For(scope.Tenant, message),
        Backoff = _backoff,
        Writer = new OutboxWriter(_store, scope, _clock, _time, _options),
        Tally = new DispatchTally(progress),
        Stop = stop,
        Logger = _logger,
        Owner = KeptText.Of($"{Environment.MachineName}:{Environment.ProcessId}:{RecordId.New()}", 128),
    };
}
