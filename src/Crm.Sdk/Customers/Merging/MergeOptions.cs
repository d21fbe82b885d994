namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How two customers are merged. Where a rule does not decide between two values, the survivor's stays; where one customer has no value, the other's is taken; lists are united.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MergeOptions
{
    /// <summary>The rule of fields that have none of their own.</summary>
    public Survivorship Default { get; init; } = Survivorship.SurvivorFirst;

    /// <summary>Rules by field: the names of stored fields such as <c>email</c>, <c>attr.NAME</c> for an attribute. Name and person's name are one field, <c>name</c>.</summary>
    public IReadOnlyDictionary<string, Survivorship> Rules { get; init; } = new Dictionary<string, Survivorship>(StringComparer.Ordinal);

    /// <summary>Choices by hand, by field: they win over every rule, also where the chosen customer has no value.</summary>
    public IReadOnlyDictionary<string, MergeSource> Choices { get; init; } = new Dictionary<string, MergeSource>(StringComparer.Ordinal);
}
