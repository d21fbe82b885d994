namespace Crm.Sdk.Credit;

/// <summary>One line of a file of inputs.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Input">What it asks for; null where it cannot be read.</param>
/// <param name="Error">Why it cannot be read; null where it can.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditInputLine(long Line, CreditInput? Input, CrmException? Error);
