using Crm.Sdk.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Delivers the outbox as long as the host runs: from when everything has started, until the host is asked to stop and what is in flight has ended.</summary>
/// <remarks>Each tenant by itself. A failure is logged and tried again after a while; it never stops the host.</remarks>
internal sealed partial class OutboxService(
    IServiceProvider services, IHostApplicationLifetime lifetime, IOptions<OutboxHostOptions> options, OutboxMonitor monitor, TimeProvider time, ILogger<OutboxService> logger) : BackgroundService
{
    private OutboxDispatcher? _dispatcher;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            LogDisabled(OutboxHostOptions.Section);
            return Task.CompletedTask;
        }

        _dispatcher = services.GetRequiredService<OutboxDispatcher>(); // not earlier: stores and channels are there once plugins have started
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Told with the host's first word of stopping, so that sends end while other services still stop.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        if (await StartedAsync(stop.Token).ConfigureAwait(false))
        {
            await Task.WhenAll(TenantScopes.Of(options.Value.Tenants, options.Value.Actor).Select(scope => DeliverAsync(scope, stop.Token))).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the whole host has started: one that fails to start sends nothing.</summary>
    private async Task<bool> StartedAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = lifetime.ApplicationStarted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), started);
        await Task.WhenAny(started.Task, Task.Delay(Timeout.InfiniteTimeSpan, stop)).ConfigureAwait(false);
        return !stop.IsCancellationRequested;
    }

    private async Task DeliverAsync(CrmScope scope, CancellationToken stop)
    {
        IProgress<DispatchReport> progress = monitor.Watch(scope);
        LogDelivering(scope.Tenant);
        while (true)
        {
            try
            {
                DispatchReport done = await _dispatcher!.RunAsync(scope, progress, stop).ConfigureAwait(false);
                LogStopped(scope.Tenant, done.Sent, done.Failed, done.DeadLettered);
                return;
            }
            catch (Exception failure)
            {
                TimeSpan pause = monitor.Failed(scope, failure);
                LogFailed(failure, scope.Tenant, pause);
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested)
                {
                    return;
                }
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The outbox is not delivered by this host: {Section}:Enabled is false.")]
    private partial void LogDisabled(string section);

    [LoggerMessage(2, LogLevel.Information, "The outbox of tenant {Tenant} is being delivered.")]
    private partial void LogDelivering(TenantId tenant);

    [LoggerMessage(3, LogLevel.Information, "The outbox of tenant {Tenant} is no longer delivered: {Sent} messages sent, {Failed} attempts failed, {DeadLettered} messages given up since the last failure or the start.")]
    private partial void LogStopped(TenantId tenant, long sent, long failed, long deadLettered);

    [LoggerMessage(4, LogLevel.Error, "The outbox of tenant {Tenant} could not be delivered; what was recorded stays, and it goes on in {Pause}.")]
    private partial void LogFailed(Exception failure, TenantId tenant, TimeSpan pause);
}
