using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Extension point: a match rule, 匹配规则. It says which customers to compare, and what speaks for and against two being one and the same (DQ-3).</summary>
/// <remarks>
/// Rules stack: the evidence of all rules of all plugins is added up, so a plugin adds to what is found and replaces nothing. Rules are thread-safe singletons without
/// state of their own, called in batches behind the guard of their plugin: no input or output. A rule that throws ends the search that asked it. Derive from
/// <see cref="MatchRule{TFeatures}"/> rather than implementing this.
/// </remarks>
public interface IMatchRule
{
    /// <summary>What the rule says of itself; the same object every time.</summary>
    MatchRuleDescriptor Descriptor { get; }

    /// <summary>Takes from a customer what the rule compares, in the form in which it compares. Called once for a customer, so the costly work belongs here.</summary>
    /// <param name="customer">The customer.</param>
    /// <returns>An immutable object, or null where the customer has nothing that the rule could compare.</returns>
    object? Read(Customer customer);

    /// <summary>
    /// Names the blocks that a customer belongs to: two customers are compared if they share a key of any rule. Keys of different rules never meet. What matters is that
    /// duplicates share one, and that few others do.
    /// </summary>
    /// <param name="features">What <see cref="Read"/> answered.</param>
    /// <param name="keys">Takes the keys.</param>
    void AddKeys(object features, BlockingKeys keys);

    /// <summary>Which stored customers might be the same as this one, as a condition over indexed fields: how one new customer is checked without reading the base.</summary>
    /// <param name="features">What <see cref="Read"/> answered.</param>
    /// <returns>The condition, or null where the rule has no index to look in.</returns>
    Condition? Candidates(object features);

    /// <summary>Compares two customers. The answer must be the same for both orders, and must not depend on <paramref name="why"/>.</summary>
    /// <param name="left">What <see cref="Read"/> answered for one.</param>
    /// <param name="right">What <see cref="Read"/> answered for the other.</param>
    /// <param name="why">Takes the reasons; null unless somebody asks.</param>
    /// <returns>The evidence, or <see cref="MatchEvidence.None"/>.</returns>
    MatchEvidence Compare(object left, object right, Explanation? why);
}
