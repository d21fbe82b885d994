using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Classification;

/// <summary>How runs and the pointer to the current one are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ClassificationModel
{
    /// <summary>The kind <c>classification-run</c>.</summary>
    public static KindModel Run { get; } = BuildRun();

    /// <summary>The kind <c>classification-state</c>.</summary>
    public static KindModel State { get; } = BuildState();

    private static KindModel BuildRun()
    {
        var kind = new KindBuilder<ClassificationRun>("classification-run", static r => r.Id);
        kind.WithoutHistory();
        FieldHandle<long?> number = kind.Int("number", static r => r.Number);
        FieldHandle<Instant?> asOf = kind.Instant("as-of", static r => r.AsOf);
        FieldHandle<string?> zone = kind.Text("zone", static r => r.Zone, maxLength: 64);
        FieldHandle<string?> currency = kind.Text("currency", static r => r.Currency, maxLength: 3);
        FieldHandle<Instant?> startedAt = kind.Instant("started-at", static r => r.StartedAt);
        FieldHandle<Instant?> finishedAt = kind.Instant("finished-at", static r => r.FinishedAt);
        FieldHandle<long?> state = kind.Int("state", static r => (long)r.State);
        FieldHandle<long?> customers = kind.Int("customers", static r => r.Customers);
        FieldHandle<long?> evaluated = kind.Int("evaluated", static r => r.Evaluated);
        FieldHandle<long?> changed = kind.Int("changed", static r => r.Changed);
        FieldHandle<IReadOnlyList<string>?> rules = kind.Json("rules", static r => r.Rules.Items, ClassificationJson.Default.IReadOnlyListString);
        FieldHandle<string?> model = kind.Opaque("model", static r => r.Model);
        FieldHandle<long?> basedOn = kind.Int("based-on", static r => r.BasedOn);
        kind.Unique("number", "number");
        return kind.ComposedBy(row => new ClassificationRun
        {
            Id = row.Id,
            Number = row.Need(number),
            AsOf = row.Need(asOf),
            Zone = row.Need(zone),
            Currency = row.Need(currency),
            StartedAt = row.Need(startedAt),
            FinishedAt = row.Get(finishedAt),
            State = (ClassificationRunState)row.Need(state),
            Customers = row.Need(customers),
            Evaluated = row.Need(evaluated),
            Changed = row.Need(changed),
            Rules = row.Need(rules).ToValueList(),
            Model = row.Get(model),
            BasedOn = row.Get(basedOn) ?? 0,
        });
    }

    private static KindModel BuildState()
    {
        var kind = new KindBuilder<ClassificationState>("classification-state", static s => s.Id);
        kind.WithoutHistory();
        FieldHandle<long?> currentRun = kind.Int("current-run", static s => s.CurrentRun);
        FieldHandle<RecordId?> currentRunId = kind.Id("current-run-id", static s => s.CurrentRunId);
        FieldHandle<long?> lastNumber = kind.Int("last-number", static s => s.LastNumber);
        FieldHandle<RecordId?> unfinished = kind.Id("unfinished", static s => s.Unfinished);
        return kind.ComposedBy(row => new ClassificationState
        {
            Id = row.Id,
            CurrentRun = row.Need(currentRun),
            CurrentRunId = row.Get(currentRunId),
            LastNumber = row.Need(lastNumber),
            Unfinished = row.Get(unfinished),
        });
    }
}
