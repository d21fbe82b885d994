using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting.Tests.Plugins;

/// <summary>Says what the settings tell it to say.</summary>
public sealed class GreetingProbe(IOptions<GreetingOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(new HealthCheckResult(Enum.Parse<HealthStatus>(options.Value.Condition), $"The greeter is {options.Value.Condition}."));
}
