using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using Crm.Sdk.Timelines;

namespace Crm.Sdk.Tests.Timelines;

/// <summary>A plugin's source, over orders of one channel.</summary>
internal sealed class VisitSource : ITimelineSource
{
    public RecordKind Kind => OrderModel.Kind.Kind;

    public FieldId Customer { get; init; } = OrderModel.Customer;

    public FieldId At => OrderModel.PlacedAt;

    public Condition Where => Condition.Equal("channel", FieldValue.Of("visit"));

    public bool Fails { get; init; }

    public TimelineItem? Show(object record) => Fails
        ? throw new InvalidOperationException("The source is broken.")
        : TimelineItem.Of("acme.visit") with { Text = ((Order)record).Region };
}
