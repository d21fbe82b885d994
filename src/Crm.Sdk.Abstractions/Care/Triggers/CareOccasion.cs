using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Something for which a customer is cared for: a birthday, a festival, the end of a silence.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Key">What it is, the same every time it is found: <c>birthday</c>, an order's key. At most 100 characters.</param>
/// <param name="Year">Which time it is, for occasions that come again; 0 for those that come once. One plan cares for one customer, key and year once.</param>
/// <param name="Day">The day of the occasion itself.</param>
public sealed record CareOccasion(string Key, int Year, LocalDate Day)
{
    /// <summary>The greatest length of a key.</summary>
    public const int MaxKeyLength = 100;

    /// <summary>The values of the trigger's variables.</summary>
    public TemplateValues Values { get; init; } = TemplateValues.None;
}
