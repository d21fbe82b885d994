using Crm.Sdk.Customers;

namespace Crm.Sdk.Notifications;

/// <summary>Where a channel reaches a customer.</summary>
internal static class ChannelAddress
{
    /// <summary>The customer's own address of a kind: the main one, else the first contact point; null where there is none.</summary>
    public static string? Of(Customer customer, ContactPointKind? kind) => kind switch
    {
        ContactPointKind.Email => customer.Email,
        ContactPointKind.Phone => customer.Phone,
        _ => null,
    } ?? customer.ContactPoints.FirstOrDefault(point => point.Kind == kind)?.Value;
}
