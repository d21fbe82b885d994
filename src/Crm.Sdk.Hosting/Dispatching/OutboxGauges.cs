using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>The instruments that say what waits, on the meter of the outbox. The store is asked only while somebody listens.</summary>
/// <remarks>An instrument is read without waiting, so what it says was measured up to a quarter of a minute ago.</remarks>
internal sealed partial class OutboxGauges : BackgroundService
{
    private const string MeterName = "Crm.Sdk.Outbox";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly IServiceProvider _services;
    private readonly IOptions<OutboxHostOptions> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Meter _meter;
    private readonly ObservableGauge<long> _pending;
    private readonly ObservableGauge<double> _oldestDue;
    private readonly ConcurrentDictionary<TenantId, OutboxBacklog> _measured = new();
    private readonly IHostApplicationLifetime _lifetime;

    public OutboxGauges(IServiceProvider services, IHostApplicationLifetime lifetime, IOptions<OutboxHostOptions> options, TimeProvider time, ILogger<OutboxGauges> logger)
    {
        _services = services;
        _lifetime = lifetime;
        _options = options;
        _time = time;
        _logger = logger;
        _meter = services.GetService<IMeterFactory>()?.Create(MeterName) ?? new Meter(MeterName);
        _pending = _meter.CreateObservableGauge("crm.outbox.pending", Pending, "{message}", "Messages that wait for their time or for another attempt.");
        _oldestDue = _meter.CreateObservableGauge("crm.outbox.oldest_due", OldestDue, "s", "How long the message that is due for longest has been so; 0 where none is due.");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Every, _time);
        try
        {
            do
            {
                if (_options.Value.Enabled && (_pending.Enabled || _oldestDue.Enabled))
                {
                    await MeasureAsync(stop.Token).ConfigureAwait(false);
                }
            }
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        foreach (CrmScope scope in TenantScopes.Of(_options.Value.Tenants, _options.Value.Actor))
        {
            try
            {
                _measured[scope.Tenant] = await _services.GetRequiredService<OutboxDispatcher>().GetBacklogAsync(scope, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                _measured.TryRemove(scope.Tenant, out _); // not known is not the last figure, nor zero
                LogUnknown(failure, scope.Tenant);
            }
        }
    }

    private IEnumerable<Measurement<long>> Pending() => _measured.Select(static entry => new Measurement<long>(entry.Value.Pending, TagOf(entry.Key)));

    private IEnumerable<Measurement<double>> OldestDue() =>
        _measured.Select(static entry => new Measurement<double>((entry.Value.OldestDue ?? Duration.Zero).TotalSeconds, TagOf(entry.Key)));

    private static KeyValuePair<string, object?> TagOf(TenantId tenant) => new("crm.tenant", tenant.Value);

    [LoggerMessage(1, LogLevel.Warning, "What waits in the outbox of tenant {Tenant} could not be measured.")]
    private partial void LogUnknown(Exception failure, TenantId tenant);
}
