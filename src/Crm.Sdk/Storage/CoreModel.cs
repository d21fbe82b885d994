using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Labels;
using Crm.Sdk.Notifications;
using Crm.Sdk.Orders;

namespace Crm.Sdk.Storage;

/// <summary>The kinds of records that the SDK itself brings.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CoreModel
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KindModel> Kinds { get; } =
    [
        CustomerModel.Kind,
        OrderModel.Kind,
        RevisionModel.Kind,
        AuditModel.Kind,
        EventModel.Kind,
        LabelModel.Kind,
        ClassificationModel.Run,
        ClassificationModel.State,
        Import.ImportRunModel.Kind,
        OutboxModel.Kind,
    ];
}
