namespace Crm.Sdk.Classification;

/// <summary>What a run of the <see cref="ClassificationEngine"/> answered, with what it computed from; the start of the next, incremental run.</summary>
/// <remarks>Immutable and thread-safe. Rows are those of <see cref="Columns"/>.</remarks>
public sealed class ClassificationResult
{
    internal ClassificationResult(ClassificationInput input, LoadedFacts facts, RuleResult[] rules)
    {
        Columns = input.Columns;
        AsOf = input.AsOf;
        Facts = facts.Table;
        Model = facts.Model;
        Rules = rules;
        SourceFingerprints = facts.SourceFingerprints;
    }

    /// <summary>The customers and their order events.</summary>
    public OrderColumns Columns { get; }

    /// <summary>The instant that the labels are for.</summary>
    public AsOf AsOf { get; }

    /// <summary>The facts that rules read. Facts whose source failed are missing.</summary>
    public FactTable Facts { get; }

    /// <summary>The population model, learned or given.</summary>
    public PopulationModel Model { get; }

    /// <summary>What each rule answered, in the order of the input.</summary>
    public IReadOnlyList<RuleResult> Rules { get; }

    /// <summary>How long computing and loading facts took, learning aside.</summary>
    public TimeSpan FactTime { get; internal init; }

    /// <summary>How long learning the population model and applying it took.</summary>
    public TimeSpan LearnTime { get; internal init; }

    /// <summary>How long the rules took.</summary>
    public TimeSpan RuleTime { get; internal init; }

    internal IReadOnlyDictionary<Fact, string> SourceFingerprints { get; }

    /// <summary>What a rule answered.</summary>
    /// <param name="ruleId">The rule's id.</param>
    /// <returns>The result, or null where the run had no such rule.</returns>
    public RuleResult? Find(string ruleId) => Rules.FirstOrDefault(rule => string.Equals(rule.Descriptor.Id, ruleId, StringComparison.Ordinal));
}
