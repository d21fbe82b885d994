using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>Where a customer stands in its life, and how it came there: the history of its stages, as it follows from all that is known (LC-1). One record a customer.</summary>
/// <remarks>Written by runs alone, and only where it changes: a late order or a return gives another history. Immutable; thread-safe.</remarks>
public sealed record CustomerLifecycle
{
    /// <summary>The most changes of stage that are kept of a customer; a definition that gives more goes in circles.</summary>
    public const int MaxChanges = 1_000;

    /// <summary>The id, which follows from the customer.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The customer.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The id of the definition.</summary>
    public required string Definition { get; init; }

    /// <summary>The definition's version.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>The zone in which days were counted.</summary>
    public required string Zone { get; init; }

    /// <summary>The instant of the run that wrote this; every later run came to the same.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The changes of stage, the first first; one or more.</summary>
    public required ValueList<StageChange> Changes { get; init; }

    /// <summary>The present stage.</summary>
    public string Stage => Changes[^1].Stage;

    /// <summary>The present phase.</summary>
    public string Phase => Changes[^1].Phase;

    /// <summary>Since when the customer is in the present stage.</summary>
    public Instant Since => Changes[^1].At;

    /// <summary>The id of a customer's record.</summary>
    /// <param name="customer">The customer.</param>
    public static RecordId IdOf(CustomerId customer) => new(NamedGuid.Of("customer-lifecycle", customer.ToString()));

    /// <summary>The change by which the customer is in its stage at an instant; null where the customer was not known yet.</summary>
    /// <param name="at">The instant; what happened at it counts.</param>
    public StageChange? At(Instant at) => Changes.LastOrDefault(change => change.At <= at);

    internal void Check()
    {
        Require.That(!Changes.IsEmpty, "customer-lifecycle.changes", "a history has one change at least");
        Require.That(Changes.Count <= MaxChanges, "customer-lifecycle.changes", $"a history has at most {MaxChanges} changes");
        Require.Zone(Zone, "customer-lifecycle.zone");
        for (int i = 0; i < Changes.Count; i++)
        {
            Require.Code(Changes[i].Stage, "customer-lifecycle.stage");
            Require.Code(Changes[i].Phase, "customer-lifecycle.phase");
            Require.InOrder(i == 0 ? null : Changes[i - 1].At, Changes[i].At, "customer-lifecycle.changes");
        }
    }
}
