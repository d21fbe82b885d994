namespace Crm.Sdk.Service;

/// <summary>Who turned to whom.</summary>
public enum InteractionDirection
{
    /// <summary>The customer to us, 呼入.</summary>
    Inbound = 0,

    /// <summary>We to the customer, 呼出.</summary>
    Outbound = 1,
}
