using Crm.Sdk.Privacy;

namespace Crm.Sdk.History;

/// <summary>One field of a record before and after a change.</summary>
/// <remarks>Values stand as text (<see cref="Storage.FieldValue.ToString"/>; a part as a JSON array), or sealed where the field is personal. Immutable.</remarks>
public sealed record FieldChange
{
    /// <summary>The field's or part's name.</summary>
    public required string Field { get; init; }

    /// <summary>The value before, null where there was none or where it is sealed.</summary>
    public string? Old { get; init; }

    /// <summary>The value after, null where there is none or where it is sealed.</summary>
    public string? New { get; init; }

    /// <summary>The sealed value before.</summary>
    public SealedValue? OldSealed { get; init; }

    /// <summary>The sealed value after.</summary>
    public SealedValue? NewSealed { get; init; }
}
