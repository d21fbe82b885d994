namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What a match rule says of itself.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record MatchRuleDescriptor
{
    /// <summary>The greatest evidence that one rule may give for or against, in bits: 2³⁰ to 1 is as good as certain.</summary>
    public const double MaxBits = 30;

    /// <summary>Describes a rule.</summary>
    /// <param name="id">The rule's name for ever, such as <c>acme.loyalty-card</c>: 1 to 128 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form.</exception>
    public MatchRuleDescriptor(string id)
    {
        Id = IdentityText.Require(id, 128, "match rule");
        Group = Id;
    }

    /// <summary>The rule's name.</summary>
    public string Id { get; }

    /// <summary>
    /// Rules whose evidence hangs together (who moves changes address and telephone, a family shares both) name one group: the strongest evidence of a group counts in full,
    /// the next half, the next a quarter. The rule's own id by default: independent of all others.
    /// </summary>
    public string Group { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
