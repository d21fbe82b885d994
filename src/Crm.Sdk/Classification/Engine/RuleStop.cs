namespace Crm.Sdk.Classification;

/// <summary>Why a rule gave no new labels in a run. All its labels stay as they were.</summary>
/// <param name="Code">The error's code.</param>
/// <param name="Message">What happened, in one sentence.</param>
public sealed record RuleStop(string Code, string Message);
