using Crm.Sdk.Classification;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a classification rule writes to have the rule laws run on it.</summary>
public interface IRuleFixture
{
    /// <summary>The sources of the rule's own facts; none where it reads built-in facts only.</summary>
    IReadOnlyList<IFactSource> Sources => [];

    /// <summary>Makes the rule with the settings that are to be proved. Two rules that are made give the same answers.</summary>
    IRule Create();
}
