namespace Crm.Sdk.Loyalty;

/// <summary>To the end of which period the last day of points is put off.</summary>
public enum ExpiryRounding
{
    /// <summary>It is not put off.</summary>
    None = 0,

    /// <summary>To the end of its month.</summary>
    Month = 1,

    /// <summary>To the end of its quarter.</summary>
    Quarter = 2,

    /// <summary>To the end of its half-year.</summary>
    HalfYear = 3,

    /// <summary>To the end of its year.</summary>
    Year = 4,
}
