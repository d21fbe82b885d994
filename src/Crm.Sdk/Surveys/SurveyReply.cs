namespace Crm.Sdk.Surveys;

/// <summary>What is answered to one question.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Question">The question's code.</param>
/// <param name="Answer">The answer on the question's scale; null for one in words.</param>
/// <param name="Text">The answer in words, or what was said beside it; null where nothing.</param>
public sealed record SurveyReply(string Question, double? Answer = null, string? Text = null);
