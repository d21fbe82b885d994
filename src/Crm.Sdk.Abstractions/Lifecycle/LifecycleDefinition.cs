namespace Crm.Sdk.Lifecycle;

/// <summary>A lifecycle as a state machine: its stages, and the transitions with their guards (LC-1). All of it is data.</summary>
/// <remarks>
/// The customer begins in <see cref="Initial"/>. Transitions are asked in their order, and the first one out of the present stage whose guard holds is made. A kept history names id and version
/// of its definition. The record checks itself by <see cref="Check"/>, which everything that walks by it calls first. Immutable and thread-safe.
/// </remarks>
public sealed record LifecycleDefinition
{
    /// <summary>The greatest length of an id, in UTF-16 units.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Its name for ever.</summary>
    public required string Id { get; init; }

    /// <summary>The version, from 1; raise it when the same facts give another history.</summary>
    public required int Version { get; init; }

    /// <summary>The code of the stage in which customers begin.</summary>
    public required string Initial { get; init; }

    /// <summary>The stages, in the order in which funnels show them, each code once.</summary>
    public required ValueList<LifecycleStage> Stages { get; init; }

    /// <summary>The allowed moves, asked in this order.</summary>
    public required ValueList<LifecycleTransition> Transitions { get; init; }

    /// <summary>The usual interval between facts of one type where the customer has too few to tell its own, in days, 1 to 3,650; 90 by default.</summary>
    public int DefaultIntervalDays { get; init; } = 90;

    /// <summary>From how many intervals on the customer's own median counts as the usual one, 1 to 1,000; 2 by default, which needs three days.</summary>
    public int LeastIntervals { get; init; } = 2;

    /// <summary>The stage with a code; null where there is none.</summary>
    /// <param name="code">The code.</param>
    public LifecycleStage? Find(string code) => Stages.FirstOrDefault(stage => stage.Code == code);

    /// <summary>Whether a move from one stage into another is allowed.</summary>
    /// <param name="from">The code of the stage that is left.</param>
    /// <param name="to">The code of the stage that is entered.</param>
    public bool Allows(string from, string to) => Transitions.Any(transition => transition.To == to && transition.From.Contains(from));

    /// <summary>The definition with what plugins add: their stages behind the others, their transitions asked first.</summary>
    /// <param name="sources">The plugins' sources.</param>
    public LifecycleDefinition With(IEnumerable<ILifecycleSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ILifecycleSource[] all = [.. sources];
        return all.Length == 0 ? this : this with
        {
            Stages = [.. Stages, .. all.SelectMany(static source => source.Stages)],
            Transitions = [.. all.SelectMany(static source => source.Transitions), .. Transitions],
        };
    }

    /// <summary>Checks the definition.</summary>
    /// <exception cref="CrmException">CRM1001, CRM1030: an id or a code has another form. CRM6650: a stage stands twice, is not there or cannot be reached, a guard has no condition, or a number is out of its range.</exception>
    public void Check()
    {
        string part = IdentityText.Require(Id, MaxIdLength, "lifecycle definition");
        LifecycleRules.That(Version >= 1, part, $"has the version {Version}; versions begin with 1");
        LifecycleRules.That(DefaultIntervalDays is >= 1 and <= 3_650, part, $"the usual interval of {DefaultIntervalDays} days is not from 1 to 3,650");
        LifecycleRules.That(LeastIntervals is >= 1 and <= 1_000, part, $"the least number of intervals {LeastIntervals} is not from 1 to 1,000");
        LifecycleRules.CheckStages(this, part);
        foreach (LifecycleTransition transition in Transitions)
        {
            LifecycleRules.CheckTransition(this, transition, part);
        }
    }
}
