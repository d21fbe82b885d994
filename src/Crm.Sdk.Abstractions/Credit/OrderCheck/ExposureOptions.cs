namespace Crm.Sdk.Credit;

/// <summary>What counts as exposure, where policies differ (CR-5).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ExposureOptions
{
    /// <summary>Whether what customers contest counts; it does by default.</summary>
    public bool CountDisputed { get; init; } = true;

    /// <summary>Whether money that was paid and given to no invoice yet is taken off; it is by default.</summary>
    public bool LessUnallocated { get; init; } = true;

    /// <summary>Open orders promised for later than so many days count not yet; null, the default, counts all. 0 to 3,650.</summary>
    public int? HorizonDays { get; init; }
}
