using System.Text.Json.Serialization;
using Crm.Sdk.Serialization;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>The payload kind of the store laws: JSON of which some fields are indexed, and more in it than the fields say.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Memo
{
    /// <summary>The id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>An indexed text.</summary>
    public string? Title { get; init; }

    /// <summary>Unique where there is one; indexed by that.</summary>
    public string? Slug { get; init; }

    /// <summary>An indexed number.</summary>
    public long? Stars { get; init; }

    /// <summary>An indexed truth value.</summary>
    public bool? Pinned { get; init; }

    /// <summary>An indexed id.</summary>
    public RecordId? About { get; init; }

    /// <summary>An indexed instant, as microseconds in the JSON.</summary>
    public long? WrittenMicroseconds { get; init; }

    /// <summary>An indexed date, as days in the JSON.</summary>
    public int? DueDays { get; init; }

    /// <summary>A field that is not indexed.</summary>
    public string? Author { get; init; }

    /// <summary>A text that only the JSON has.</summary>
    public string? Body { get; init; }

    /// <summary>A list that only the JSON has.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Tags { get; init; }

    /// <summary><see cref="WrittenMicroseconds"/> as an instant.</summary>
    [JsonIgnore]
    public Instant? Written
    {
        get => WrittenMicroseconds is { } microseconds ? InstantPrecision.FromUnixMicroseconds(microseconds) : null;
        init => WrittenMicroseconds = value?.ToUnixMicroseconds();
    }

    /// <summary><see cref="DueDays"/> as a date.</summary>
    [JsonIgnore]
    public LocalDate? Due
    {
        get => DueDays is { } days ? new LocalDate(1970, 1, 1).PlusDays(days) : null;
        init => DueDays = value is { } date ? Period.DaysBetween(new LocalDate(1970, 1, 1), date) : null;
    }
}
