using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>A record that others changed meanwhile.</summary>
/// <param name="Record">The record.</param>
/// <param name="ReadVersion">The version this session relied on; 0: absent.</param>
/// <param name="ActualVersion">The version it has now; 0: it is gone.</param>
/// <param name="Fields">The fields and parts that differ between the two, by name; empty where the record was added or is gone.</param>
/// <param name="ChangedBy">Who changed, added or removed it last, where its history says so.</param>
public sealed record RecordConflict(RecordRef Record, long ReadVersion, long ActualVersion, ValueList<FieldId> Fields, ActorId? ChangedBy)
{
    /// <summary>Who changed each field last since the record was read, in the order of <see cref="Fields"/>; without those of whom the history does not say.</summary>
    public ValueList<FieldAuthor> Authors { get; init; }

    /// <summary>One sentence for people.</summary>
    public override string ToString()
    {
        string by = ChangedBy is { } actor ? $" by {actor}" : string.Empty;
        return (ReadVersion, ActualVersion) switch
        {
            (_, 0) => $"{Record} was removed{by}.",
            (0, _) => $"{Record} was added{by}.",
            _ when Fields.IsEmpty => $"{Record} was changed{by}.",
            _ when Authors.Select(static author => author.By).Distinct().Count() > 1 => $"{Record}: {ByAuthor()}.",
            _ => $"{Record}: {Were(Fields.Select(static f => f.Name))} changed{by}.",
        };
    }

    private static string Were(IEnumerable<string> fields)
    {
        string[] names = [.. fields];
        return names.Length == 1 ? $"field {names[0]} was" : $"fields {string.Join(", ", names)} were";
    }

    private string ByAuthor()
    {
        IEnumerable<string> known = Authors.GroupBy(static author => author.By, static author => author.Field.Name).Select(static some => $"{Were(some)} changed by {some.Key}");
        string[] unknown = [.. Fields.Except(Authors.Select(static author => author.Field)).Select(static field => field.Name)];
        return string.Join("; ", unknown.Length == 0 ? known : known.Append($"{Were(unknown)} changed"));
    }
}
