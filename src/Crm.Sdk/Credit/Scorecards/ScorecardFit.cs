namespace Crm.Sdk.Credit;

/// <summary>A scorecard with the regression behind it, and how well it tells the cases that it was made of.</summary>
/// <remarks>The quality on the cases that a scorecard was made of flatters it; see <see cref="CrossValidation"/>. Immutable and thread-safe.</remarks>
/// <param name="Scorecard">The scorecard.</param>
/// <param name="Regression">The regression on the weights of evidence, in the order of the scorecard's characteristics.</param>
/// <param name="Quality">The quality on the cases it was made of.</param>
/// <param name="LeftOut">The characteristics that do not tell good from bad, and so are not asked.</param>
public sealed record ScorecardFit(Scorecard Scorecard, LogisticFit Regression, ScoreQuality Quality, ValueList<string> LeftOut);
