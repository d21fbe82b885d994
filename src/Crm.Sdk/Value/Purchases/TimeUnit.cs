namespace Crm.Sdk.Value;

/// <summary>The unit in which a value model counts time. Rates (alpha, beta, discounts) are per unit; shapes (r, a, b, s) do not depend on it.</summary>
public enum TimeUnit
{
    /// <summary>A day: a local date.</summary>
    Day = 0,

    /// <summary>A week: days / 7, with fractions.</summary>
    Week = 1,
}
