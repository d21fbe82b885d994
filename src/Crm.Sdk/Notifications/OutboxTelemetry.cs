using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Crm.Sdk.Notifications;

/// <summary>The activities and counters of the outbox, tagged with tenant and channel.</summary>
internal static class OutboxTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Crm.Sdk.Outbox";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("crm.outbox.sent", "{message}", "Messages taken by their channel's provider.");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("crm.outbox.failed", "{attempt}", "Attempts that failed and are made again.");
    private static readonly Counter<long> DeadLettered = Meter.CreateCounter<long>("crm.outbox.dead_lettered", "{message}", "Messages given up.");
    private static readonly Counter<long> FailedOver = Meter.CreateCounter<long>("crm.outbox.failed_over", "{message}", "Messages that their channel gave up and the next one got.");
    private static readonly Counter<long> Suppressed = Meter.CreateCounter<long>("crm.outbox.suppressed", "{message}", "Messages held back by the gate.");
    private static readonly Counter<long> OutcomeUnknown = Meter.CreateCounter<long>("crm.outbox.outcome_unknown", "{message}", "Messages parked because nobody knows whether they went out.");

    public static void Count(TenantId tenant, string channel, DispatchReport done)
    {
        TagList tags = new() { { "crm.tenant", tenant.Value }, { "crm.channel", channel } };
        Add(Sent, done.Sent, tags);
        Add(Failed, done.Failed, tags);
        Add(DeadLettered, done.DeadLettered, tags);
        Add(FailedOver, done.FailedOver, tags);
        Add(Suppressed, done.Suppressed, tags);
        Add(OutcomeUnknown, done.OutcomeUnknown, tags);
    }

    private static void Add(Counter<long> counter, long count, in TagList tags)
    {
        if (count > 0)
        {
            counter.Add(count, tags);
        }
    }
}
