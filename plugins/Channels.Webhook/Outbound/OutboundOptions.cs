using System.Net;

namespace Crm.Sdk.Channels.Webhook;

/// <summary>What may be reached, and how long it may take: the section <c>outbound</c> of the plugin's. It counts for webhooks and robots alike.</summary>
public sealed class OutboundOptions
{
    /// <summary>The shortest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan LeastTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="Timeout"/>: below the deadline of a call into a plugin.</summary>
    public static readonly TimeSpan MostTimeout = TimeSpan.FromSeconds(25);

    /// <summary>
    /// Networks that may be reached although they are not public, such as <c>10.20.0.0/16</c>; none by default. Without it private, loopback, link-local and metadata addresses are refused, whatever
    /// name leads to them.
    /// </summary>
    public IList<string> Networks { get; } = [];

    /// <summary>Whether addresses may begin with <c>http:</c>, which anybody on the way can read; false by default.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long a call may take, from the look-up of the name to the end of the answer. From 1 s to 25 s; 10 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    internal IReadOnlyList<IPNetwork> ToNetworks() => [.. Networks.Select(static text => IPNetwork.Parse(text))];

    internal bool HasValidNetworks => Networks.All(static text => IPNetwork.TryParse(text, out _));
}
