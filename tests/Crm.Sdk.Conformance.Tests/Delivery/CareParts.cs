using Crm.Sdk.Care;
using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Tests.History;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Delivery;

/// <summary>What plans care on a store: one channel, and the services over it.</summary>
internal static class CareParts
{
    /// <summary>The channel <c>test</c>, which reaches everybody.</summary>
    public static FixedExtensions Extensions() => new(new StaffAndCustomers());

    public static SegmentService Segments(HistoryHost host, ICrmStore store, FixedExtensions extensions) =>
        new(host.Crm, store, AttributeCatalogue.Standard, extensions, new ClassifierSettings(), TimeProvider.System);

    public static Outbox Outbox(HistoryHost host, FixedExtensions extensions) => new(host.Crm, extensions, new UnencryptedProtector(), host.Clock);

    public static MessageTemplates Templates(HistoryHost host, FixedExtensions extensions) =>
        new(host.Crm, extensions, AttributeCatalogue.Standard, new TemplateRenderer(extensions, TimeProvider.System), TimeProvider.System);

    public static CarePlanner Planner(HistoryHost host, ICrmStore store, FixedExtensions extensions)
    {
        var renderer = new TemplateRenderer(extensions, TimeProvider.System);
        return new CarePlanner(
            host.Crm,
            store,
            extensions,
            Segments(host, store, extensions),
            Outbox(host, extensions),
            Templates(host, extensions),
            renderer,
            AttributeCatalogue.Standard,
            ContactPolicy.Standard,
            new SuppressionList(host.Clock, []),
            new UnsubscribeLinks(new UnsubscribeOptions(), ContactPolicy.Standard),
            TimeProvider.System);
    }

    private sealed class StaffAndCustomers : INotificationChannel
    {
        public ChannelDescriptor Descriptor { get; } = new("test") { Audience = Audience.Customers | Audience.Staff };

        public Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => Task.FromResult(DeliveryResult.Accepted());
    }
}
