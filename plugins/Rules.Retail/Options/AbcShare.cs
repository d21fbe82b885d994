namespace Crm.Sdk.Rules.Retail;

/// <summary>What the shares of A/B/C are shares of.</summary>
public enum AbcShare
{
    /// <summary>The sum of the measure (Pareto): the A-customers together make the first part of it.</summary>
    Value,

    /// <summary>The number of customers: the A-customers are the first part of them.</summary>
    Customers,
}
