using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>How the kinds of the SDK itself stand on a timeline. Events stand apart (<see cref="EventTimeline"/>): they show what no other source shows.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CoreTimeline
{
    /// <summary>Labels given. Those of a run that is not current yet do not show.</summary>
    internal static ITimelineSource Labels { get; } = new TimelineSource<LabelAssignment>(LabelModel.Kind, LabelModel.Customer, "since", Show);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ITimelineSource> Sources { get; } =
    [
        new TimelineSource<Order>(OrderModel.Kind, OrderModel.Customer, OrderModel.PlacedAt, Show),
        new TimelineSource<OutboxMessage>(OutboxModel.Kind, OutboxModel.Customer, OutboxModel.FinishedAt, Show),
        new TimelineSource<Revision>(
            RevisionModel.Kind,
            RevisionModel.Record,
            RevisionModel.At,
            Show,
            Condition.Equal(RevisionModel.RecordKindName, FieldValue.Of(CustomerModel.Kind.Kind.Name))),
        Labels,
        .. ArchiveTimeline.Sources,
    ];

    private static TimelineItem Show(Order order)
    {
        string what = order.Status == OrderStatus.Cancelled ? "cancelled" : order.Type == OrderType.Return ? "return" : "sale";
        return TimelineItem.Of($"timeline.order.{what}", order.Net, order.Lines.Count, order.Key ?? order.Id.ToString()) with { By = order.Origin?.By };
    }

    private static TimelineItem? Show(OutboxMessage message) => message.State switch
    {
        OutboxState.Sent => TimelineItem.Of("timeline.message.sent", message.Channel, message.Purpose),
        OutboxState.OutcomeUnknown => TimelineItem.Of("timeline.message.unknown", message.Channel, message.Purpose),
        OutboxState.DeadLettered => TimelineItem.Of("timeline.message.failed", message.Channel, message.Purpose, message.Reason ?? string.Empty),
        OutboxState.Suppressed when message.Refusal is { } refusal => TimelineItem.Of(refusal.Code, refusal.Args.AsSpan()),
        OutboxState.Suppressed => TimelineItem.Of("timeline.message.suppressed", message.Channel, message.Purpose, message.Reason ?? string.Empty),
        _ => null, // sent again, and not finished yet
    } is { } item ? item with { By = message.Origin?.By } : null;

    private static TimelineItem Show(Revision revision)
    {
        string fields = string.Join(", ", revision.Changes.Select(change => $"{revision.Record.Kind}.{change.Field}"));
        TimelineItem item = revision.Type == RevisionType.Removed ? TimelineItem.Of("timeline.customer.removed") : TimelineItem.Of("timeline.customer.changed", fields);
        return item with { By = revision.By, About = revision.Record };
    }

    private static TimelineItem Show(LabelAssignment label) => label.Label is { } given
        ? TimelineItem.Of("timeline.label.given", label.Dimension, $"{label.Dimension}.{given}")
        : TimelineItem.Of("timeline.label.none", label.Dimension, label.NoneCode ?? string.Empty);

    internal static TimelineItem Added(Customer customer) => TimelineItem.Of("timeline.customer.added") with { By = customer.Origin?.By };
}
