using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How merges are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class MergeModel
{
    /// <summary>The customer that stays.</summary>
    public static FieldId Survivor { get; } = "survivor";

    /// <summary>The customer that was merged into it.</summary>
    public static FieldId Loser { get; } = "loser";

    /// <summary>When it was ended; no value while it holds.</summary>
    public static FieldId EndedAt { get; } = "ended-at";

    /// <summary>The kind <c>customer-merge</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<CustomerMerge>("customer-merge", static m => m.Id);
        kind.About(static m => m.Survivor);
        FieldHandle<RecordId?> survivor = kind.Id(Survivor, static m => m.Survivor, indexed: true);
        FieldHandle<RecordId?> loser = kind.Id(Loser, static m => m.Loser, indexed: true);
        FieldHandle<long?> loserState = kind.Int("loser-state", static m => (long)m.LoserState);
        FieldHandle<long?> version = kind.Int("survivor-version", static m => m.SurvivorVersion);
        FieldHandle<IReadOnlyList<MergeChoice>?> choices = kind.Json("choices", static m => m.Choices.IsEmpty ? null : m.Choices.Items, MergeJson.Default.IReadOnlyListMergeChoice);
        FieldHandle<Instant?> at = kind.Instant("created-at", static m => m.Origin?.At);
        FieldHandle<string?> by = kind.Text("created-by", static m => m.Origin?.By.Value, maxLength: ActorId.MaxLength);
        FieldHandle<RecordId?> run = kind.Id("run", static m => m.Origin?.Run);
        FieldHandle<Instant?> endedAt = kind.Instant(EndedAt, static m => m.EndedAt);
        FieldHandle<string?> endedBy = kind.Text("ended-by", static m => m.EndedBy?.Value, maxLength: ActorId.MaxLength);
        kind.StampedBy(static (m, origin) => m with { Origin = origin });
        return kind.ComposedBy(row => new CustomerMerge
        {
            Id = row.Id,
            Survivor = (CustomerId)row.Need(survivor),
            Loser = (CustomerId)row.Need(loser),
            LoserState = (CustomerState)row.Need(loserState),
            SurvivorVersion = row.Get(version),
            Choices = row.Get(choices)?.ToValueList() ?? default,
            Origin = row.Get(at) is { } created ? new Origin(created, row.Need(by), row.Get(run)) : null,
            EndedAt = row.Get(endedAt),
            EndedBy = row.Get(endedBy) is { } actor ? actor : (ActorId?)null,
        });
    }
}
