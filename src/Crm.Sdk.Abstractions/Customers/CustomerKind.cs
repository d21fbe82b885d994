namespace Crm.Sdk.Customers;

/// <summary>The two kinds of customer (CU-1).</summary>
public enum CustomerKind
{
    /// <summary>A person, 个人客户.</summary>
    Individual,

    /// <summary>A company or another organisation, 企业客户.</summary>
    Enterprise,
}
