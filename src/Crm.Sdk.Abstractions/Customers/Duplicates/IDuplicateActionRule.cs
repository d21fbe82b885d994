namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Extension point: what happens when a customer that is about to be written is probably there already (DQ-3).</summary>
/// <remarks>Asked on every path, commits and imports alike. Of several answers the strictest counts. Thread-safe singletons without input or output.</remarks>
public interface IDuplicateActionRule
{
    /// <summary>Decides on one match.</summary>
    /// <param name="found">The two customers, their score, and the path.</param>
    DuplicateAction Decide(DuplicateCase found);
}
