namespace Crm.Sdk.Customers;

/// <summary>Whether a contact point may be used and is known to work.</summary>
public enum ContactPointState
{
    /// <summary>Nobody has tried it yet, 未验证.</summary>
    Unverified = 0,

    /// <summary>It was found to reach the customer, 已验证.</summary>
    Verified = 1,

    /// <summary>Messages to it came back, 已退回.</summary>
    Bounced = 2,

    /// <summary>The customer does not want to be reached there, 禁用.</summary>
    DoNotUse = 3,
}
