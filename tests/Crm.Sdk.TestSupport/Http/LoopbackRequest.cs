namespace Crm.Sdk.TestSupport;

/// <summary>A request as a server gets it.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Headers">By name, whatever the case; of several with one name the last.</param>
/// <param name="Body">As UTF-8.</param>
public sealed record LoopbackRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
