namespace Crm.Sdk.Conformance;

/// <summary>A law found that it does not apply; becomes a <see cref="LawResult"/>.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);
