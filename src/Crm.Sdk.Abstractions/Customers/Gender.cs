namespace Crm.Sdk.Customers;

/// <summary>A person's gender as far as it is known, by the codes of ISO/IEC 5218.</summary>
public enum Gender
{
    /// <summary>Not known, 未知.</summary>
    Unknown = 0,

    /// <summary>Male, 男.</summary>
    Male = 1,

    /// <summary>Female, 女.</summary>
    Female = 2,

    /// <summary>Not applicable or another one.</summary>
    Other = 9,
}
