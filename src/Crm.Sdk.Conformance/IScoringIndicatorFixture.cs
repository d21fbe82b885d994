using Crm.Sdk.Credit;

namespace Crm.Sdk.Conformance;

/// <summary>What the author of a scoring indicator writes to have the indicator laws run on it.</summary>
public interface IScoringIndicatorFixture
{
    /// <summary>Customers some of whom the indicator can measure; those that the laws draw by chance come beside them.</summary>
    IReadOnlyList<CreditInformation> Samples { get; }

    /// <summary>Makes the indicator with the settings that are to be proved. Two that are made measure the same.</summary>
    IScoringIndicator Create();
}
