namespace Crm.Sdk.Notifications;

/// <summary>What a provider reports of a message that it took.</summary>
public enum ReceiptKind
{
    /// <summary>It reached the address, 已送达.</summary>
    Delivered,

    /// <summary>It was read or opened, 已读.</summary>
    Read,

    /// <summary>It came back for good, 退回. One that is tried again is none.</summary>
    Bounced,

    /// <summary>Its reader complained of it, 投诉.</summary>
    Complained,
}
