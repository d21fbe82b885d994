namespace Crm.Sdk.Classification;

/// <summary>What a run of the <see cref="ClassificationEngine"/> computes from. The same input gives the same answers.</summary>
public sealed record ClassificationInput
{
    /// <summary>The customers and their order events.</summary>
    public required OrderColumns Columns { get; init; }

    /// <summary>The instant that the labels are for.</summary>
    public required AsOf AsOf { get; init; }

    /// <summary>The rules. Of two with one id or one dimension, the first is used.</summary>
    public required IReadOnlyList<RuleRegistration> Rules { get; init; }

    /// <summary>The sources of facts that the host does not compute itself.</summary>
    public IReadOnlyList<FactSourceRegistration> Sources { get; init; } = [];

    /// <summary>The population model to use, as one that a run was stored with; null to learn one.</summary>
    public PopulationModel? Model { get; init; }

    /// <summary>
    /// The labels that customers had before the run, for rules that read <see cref="Facts.PreviousLabel"/>: by dimension, one a row of the columns, <see cref="Category.None"/> without one.
    /// Null where nobody had any.
    /// </summary>
    public Func<string, Category[]?>? PreviousLabels { get; init; }

    /// <summary>
    /// An earlier result, from which everything is taken that cannot have changed; null to compute everything. It is of use when its columns are of the same
    /// lineage, its as-of instant is not later, and its zone is the same; otherwise everything is computed.
    /// </summary>
    public ClassificationResult? Previous { get; init; }

    /// <summary>The earlier result where it is of use.</summary>
    internal ClassificationResult? UsablePrevious =>
        Previous is { } previous
        && ReferenceEquals(previous.Columns.Lineage, Columns.Lineage)
        && previous.Columns.Generation <= Columns.Generation
        && previous.AsOf.Instant <= AsOf.Instant
        && string.Equals(previous.AsOf.Zone.Id, AsOf.Zone.Id, StringComparison.Ordinal)
            ? previous
            : null;
}
