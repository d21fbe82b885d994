namespace Crm.Sdk.Conformance;

/// <summary>A law found itself broken; becomes a <see cref="LawResult"/>.</summary>
internal sealed class LawViolationException(string message) : Exception(message);
