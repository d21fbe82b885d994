using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>A record that others changed meanwhile.</summary>
/// <param name="Record">The record.</param>
/// <param name="ReadVersion">The version this session relied on; 0: absent.</param>
/// <param name="ActualVersion">The version it has now; 0: it is gone.</param>
/// <param name="Fields">The fields that differ between the two, by name; empty where the record was added or is gone.</param>
/// <param name="ChangedBy">Who changed it last, where its history says so.</param>
public sealed record RecordConflict(RecordRef Record, long ReadVersion, long ActualVersion, ValueList<FieldId> Fields, ActorId? ChangedBy)
{
    /// <summary>One sentence for people.</summary>
    public override string ToString()
    {
        string by = ChangedBy is { } actor ? $" by {actor}" : string.Empty;
        return (ReadVersion, ActualVersion) switch
        {
            (_, 0) => $"{Record} was removed{by}.",
            (0, _) => $"{Record} was added{by}.",
            _ when Fields.IsEmpty => $"{Record} was changed{by}.",
            _ => $"{Record}: {(Fields.Count == 1 ? "field" : "fields")} {string.Join(", ", Fields.Select(static f => f.Name))} {(Fields.Count == 1 ? "was" : "were")} changed{by}.",
        };
    }
}
