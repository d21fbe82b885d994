namespace Crm.Sdk.Classification;

/// <summary>A rule that answers for one customer at a time. The usual form.</summary>
/// <remarks>
/// Called for millions of customers from several threads: no input or output, no locks, no allocation. Throwing is allowed:
/// the customer keeps its label and is listed. A rule that throws for too many customers, or hangs, is stopped for the run: all its labels stay as they were.
/// </remarks>
public interface IClassificationRule : IRule
{
    /// <summary>Classifies one customer.</summary>
    /// <param name="facts">The declared facts of the customer.</param>
    /// <param name="why">Takes the reasons; null unless somebody asks. The answer must not depend on it.</param>
    /// <returns>One of the declared labels, or none with a code.</returns>
    Verdict Classify(in CustomerFacts facts, Explanation? why);
}
