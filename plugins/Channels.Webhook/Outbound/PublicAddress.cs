using System.Net;
using System.Net.Sockets;

namespace Crm.Sdk.Channels.Webhook.Outbound;

/// <summary>Tells addresses of the public internet from those that lead inside: the special-purpose registries of IANA (RFC 6890), and metadata services of clouds.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Closed4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32"); // Azure's host, which answers from within every virtual machine

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Closed6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"); // Teredo and 6to4 among them: they carry an address of IPv4 inside

    /// <summary>An address of IPv4 that is written as one of IPv6, as one of IPv4.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    public static bool IsPublic(IPAddress address)
    {
        IPAddress plain = Plain(address);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Closed4, network => network.Contains(plain))
            : Global6.Contains(plain) && !Array.Exists(Closed6, network => network.Contains(plain));
    }

    private static IPNetwork[] Parse(params ReadOnlySpan<string> networks)
    {
        var parsed = new IPNetwork[networks.Length];
        for (int i = 0; i < parsed.Length; i++)
        {
            parsed[i] = IPNetwork.Parse(networks[i]);
        }

        return parsed;
    }
}
