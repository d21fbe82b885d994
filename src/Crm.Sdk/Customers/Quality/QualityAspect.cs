namespace Crm.Sdk.Customers;

/// <summary>What an archive can lack (CU-6).</summary>
public enum QualityAspect
{
    /// <summary>A field has no value, 缺失.</summary>
    Missing = 0,

    /// <summary>Fields contradict each other, 矛盾.</summary>
    Contradictory = 1,

    /// <summary>A value is older than its shelf life, 过期.</summary>
    Stale = 2,

    /// <summary>A value that nothing is declared to read, 未使用.</summary>
    Unused = 3,
}
