namespace Crm.Sdk.Lifecycle;

/// <summary>Whose usual interval a customer is measured by.</summary>
public enum IntervalSource
{
    /// <summary>The customer's own.</summary>
    Own = 0,

    /// <summary>That of all customers with the same label.</summary>
    Group = 1,

    /// <summary>That of all customers.</summary>
    Base = 2,

    /// <summary>The policy's.</summary>
    Default = 3,
}
