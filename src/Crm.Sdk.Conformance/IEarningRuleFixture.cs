using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of an earning rule writes to have the laws run on it.</summary>
public interface IEarningRuleFixture
{
    /// <summary>Documents of members: some that earn by the rule, and some that earn nothing.</summary>
    IReadOnlyList<EarningCase> Samples { get; }

    /// <summary>The rule of a programme that names the one that is to be proved.</summary>
    EarningRule Rule { get; }

    /// <summary>Makes the rule, with the settings that are to be proved.</summary>
    IEarningRule Create();
}
