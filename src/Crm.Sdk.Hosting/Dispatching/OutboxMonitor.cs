using System.Collections.Concurrent;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>Remembers, tenant by tenant, how delivery goes.</summary>
/// <remarks>Thread-safe. Keeps an error's type and code, never the exception, which may hold a plugin in memory.</remarks>
internal sealed class OutboxMonitor(IOptions<OutboxHostOptions> options, IClock clock)
{
    private const int MostDoublings = 30;

    private readonly ConcurrentDictionary<TenantId, OutboxCondition> _conditions = new();

    public OutboxCondition Of(CrmScope scope) => _conditions.GetValueOrDefault(scope.Tenant) ?? OutboxCondition.Well;

    /// <summary>Whatever is reported by what this returns says that delivery goes on.</summary>
    public IProgress<DispatchReport> Watch(CrmScope scope) => new Listener(this, scope.Tenant);

    /// <summary>Remembers a failure.</summary>
    /// <returns>How long to wait before delivery is tried again.</returns>
    public TimeSpan Failed(CrmScope scope, Exception failure)
    {
        string error = failure is CrmException known ? $"{known.Code}: {known.Message}" : $"{failure.GetType().FullName}: {failure.Message}";
        OutboxCondition now = _conditions.AddOrUpdate(
            scope.Tenant,
            static (_, added) => new OutboxCondition(1, added.Error, added.At),
            static (_, before, added) => new OutboxCondition(before.Failures + 1, added.Error, added.At),
            (Error: error, At: clock.GetCurrentInstant()));
        TimeSpan doubled = options.Value.FirstPause * Math.Pow(2, Math.Min(now.Failures - 1, MostDoublings));
        TimeSpan longest = options.Value.LongestPause;
        return (doubled < longest ? doubled : longest) * (0.75 + (0.5 * Random.Shared.NextDouble()));
    }

    private void Went(TenantId tenant)
    {
        if (_conditions.TryGetValue(tenant, out OutboxCondition? before) && before.Failures > 0)
        {
            _conditions.TryUpdate(tenant, before with { Failures = 0 }, before);
        }
    }

    private sealed class Listener(OutboxMonitor monitor, TenantId tenant) : IProgress<DispatchReport>
    {
        public void Report(DispatchReport value) => monitor.Went(tenant);
    }
}
