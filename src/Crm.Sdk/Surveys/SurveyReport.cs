namespace Crm.Sdk.Surveys;

/// <summary>What was answered to a survey (SV-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Survey">The survey's code.</param>
/// <param name="Figures">By question, scale, group and time; answers in words are not among them.</param>
/// <param name="Rates">How many answered, by group and time.</param>
public sealed record SurveyReport(string Survey, ValueList<SurveyFigures> Figures, ValueList<SurveyRate> Rates);
