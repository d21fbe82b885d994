namespace Crm.Sdk.Customers;

/// <summary>Whether a need is what the customer is after, or what comes with it (SV-5).</summary>
public enum NeedLevel
{
    /// <summary>A core need, 核心需求.</summary>
    Core = 0,

    /// <summary>A side need, 次要需求.</summary>
    Side = 1,
}
