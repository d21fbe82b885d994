namespace Crm.Sdk.Plugins.Registration;

/// <summary>Lets the <c>HttpClient</c> that a plugin is given reach only the hosts that its manifest declares.</summary>
/// <remarks>A promise kept, not a wall: code in the process can open connections of its own.</remarks>
internal sealed class PermittedHostsHandler(PluginId plugin, IReadOnlyCollection<string> permitted) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Check(request);
        return base.SendAsync(request, cancellationToken);
    }

    private void Check(HttpRequestMessage request)
    {
        string host = request.RequestUri?.IdnHost ?? string.Empty;
        if (!permitted.Any(pattern => Matches(pattern, host)))
        {
            throw new HttpRequestException(
                $"Plugin {plugin} may not reach '{host}': its manifest declares {(permitted.Count == 0 ? "no network hosts" : string.Join(", ", permitted))} (/permissions, kind network).");
        }
    }

    private static bool Matches(string pattern, string host) =>
        pattern == "*"
        || string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase)
        || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase));
}
