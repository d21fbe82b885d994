namespace Crm.Sdk.Tasks;

/// <summary>Which tasks a calendar file has.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CalendarRequest
{
    /// <summary>The owner's key; null for everybody's.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether what is done or cancelled is in it too.</summary>
    public bool IncludesClosed { get; init; }
}
