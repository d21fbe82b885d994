namespace Crm.Sdk.Credit;

/// <summary>An answer that a question offers.</summary>
/// <param name="Code">What is recorded.</param>
/// <param name="Value">The value of the question's indicator that it stands for.</param>
/// <param name="English">Its text in English.</param>
/// <param name="Chinese">Its text in Chinese.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditAnswer(string Code, double Value, string English, string Chinese);
