namespace Crm.Sdk.Classification;

/// <summary>What a built-in fact takes from the customer's record. All are <see cref="Category"/>, undefined where the record says nothing.</summary>
public enum CustomerField
{
    /// <summary>The kind of customer: individual or enterprise.</summary>
    Kind,

    /// <summary>The region.</summary>
    Region,

    /// <summary>The industry.</summary>
    Industry,

    /// <summary>The source by which the customer was won.</summary>
    Source,

    /// <summary>The owner: who is responsible for the customer.</summary>
    Owner,

    /// <summary>The relationship with the company, as the record states it.</summary>
    Relationship,
}
