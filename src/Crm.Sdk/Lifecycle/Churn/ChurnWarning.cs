using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>How likely a customer is lost or about to be, as a score with reasons (LC-2).</summary>
/// <remarks>A score ranks customers; it is no probability. Immutable and thread-safe.</remarks>
/// <param name="Facts">What it was made of.</param>
/// <param name="Score">0 to 1: the mean of the risks of the known signals by weight; null where the customer is too young to tell.</param>
/// <param name="Known">The share of the weight that is known, 0 to 1.</param>
/// <param name="Threshold">From which score on a warning is given.</param>
/// <param name="Signals">The known signals, what adds most to the score first.</param>
/// <param name="Reasons">The reasons of the signals that tell of a risk, in their order; or why there is no score.</param>
public sealed record ChurnWarning(ChurnFacts Facts, double? Score, double Known, double Threshold, ValueList<ChurnSignal> Signals, ValueList<Reason> Reasons)
{
    /// <summary>Whether the customer is to be warned of.</summary>
    public bool IsDue => Score >= Threshold;
}
