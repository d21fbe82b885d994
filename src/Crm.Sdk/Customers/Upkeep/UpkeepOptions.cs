using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>What an upkeep of archives does (DQ-5): only what a rule here asks for. Nothing is deleted but by <see cref="Purge"/>.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record UpkeepOptions
{
    /// <summary>Which customers; all archives in use by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>Whether names, e-mail addresses, telephone numbers and countries are brought to their kept forms again; true by default.</summary>
    public bool Standardise { get; init; } = true;

    /// <summary>Archives of customers who never ordered are put away once nothing happened for so many days, 1 or more: no interaction, no open task, no change; null (the default) puts none away.</summary>
    public int? ArchiveIdleDays { get; init; }

    /// <summary>How tasks that verify stale telephone numbers and e-mail addresses are planned; null plans none. Aspect, facet and type of task are set by the upkeep.</summary>
    public CollectionOptions? Verification { get; init; }

    /// <summary>Which customers of the recycle bin are removed for good; null (the default) removes none. <see cref="Where"/> does not bear on it.</summary>
    public PurgeRule? Purge { get; init; }

    /// <summary>How duplicates are counted over the whole base, in bounded memory; null (the default) counts none.</summary>
    public DuplicateOptions? Duplicates { get; init; }
}
