using Crm.Sdk.Classification;

namespace Crm.Sdk.Value;

/// <summary>A reason to doubt a fit: a code of <see cref="FitWarnings"/> and the figures of its text.</summary>
/// <param name="Code">The code.</param>
/// <param name="Figures">The figures, in the order in which the text refers to them.</param>
public sealed record FitWarning(string Code, ValueList<double> Figures)
{
    /// <summary>The warning as a reason, whose text <see cref="CrmTexts"/> has in each language.</summary>
    public Reason ToReason() => new(Code, Figures.Select(static figure => (ReasonArg)figure).ToValueList());
}
