namespace Crm.Sdk.Classification;

/// <summary>What changes a fact of a customer without anything happening to the customer. It decides what a run computes again.</summary>
public enum Motion
{
    /// <summary>Nothing: the fact changes with the customer's own events and data only.</summary>
    OnEvents,

    /// <summary>Each day: the fact counts days and is one more on each next day, until an event sets it back.</summary>
    EveryDay,

    /// <summary>Time: an event leaves a trailing window, which can be on any day.</summary>
    WindowEdge,

    /// <summary>Other customers: the fact comes from cut points that are learned from the population.</summary>
    OnModel,
}
