using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>How delivery of a tenant's outbox goes.</summary>
/// <param name="Failures">How often it failed in a row; 0 where it goes on.</param>
/// <param name="LastError">The last failure, even where it goes on since; null where there was none.</param>
/// <param name="LastErrorAt">When that was.</param>
internal sealed record OutboxCondition(int Failures, string? LastError, Instant? LastErrorAt)
{
    public static OutboxCondition Well { get; } = new(0, null, null);
}
