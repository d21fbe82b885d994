namespace Crm.Sdk.Classification;

/// <summary>A classification rule (分类规则): facts of a customer in; label, score and reasons out. Implement <see cref="IClassificationRule"/> or <see cref="IBatchRule"/>.</summary>
/// <remarks>Rules are thread-safe singletons without state of their own: the same facts always give the same answer.</remarks>
public interface IRule
{
    /// <summary>What the rule says of itself; the same object every time.</summary>
    RuleDescriptor Descriptor { get; }
}
