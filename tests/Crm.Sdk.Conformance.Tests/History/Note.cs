using System.Text.Json.Serialization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Conformance.Tests.History;

/// <summary>A kind with a payload that keeps a history and is about a customer.</summary>
internal sealed record Note
{
    public required RecordId Id { get; init; }

    public required CustomerId About { get; init; }

    public string? Subject { get; init; }

    /// <summary>Only the JSON has it.</summary>
    public string? Body { get; init; }

    public long? AddedMicroseconds { get; init; }

    public string? AddedBy { get; init; }

    [JsonIgnore]
    public Origin? Origin
    {
        get => AddedMicroseconds is { } at ? new Origin(InstantPrecision.FromUnixMicroseconds(at), AddedBy!) : null;
        init => (AddedMicroseconds, AddedBy) = (value?.At.ToUnixMicroseconds(), value?.By.Value);
    }

    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Note>("tests.note", static note => note.Id);
        kind.About(static note => note.About).StampedBy(static (note, origin) => note with { Origin = origin });
        kind.Id("about", static note => note.About, indexed: true);
        kind.Text("subject", static note => note.Subject, indexed: true, personal: true);
        kind.Instant("created-at", static note => note.Origin?.At);
        kind.Text("created-by", static note => note.Origin?.By.Value);
        return kind.SerialisedBy(NoteJson.Default.Note);
    }
}
