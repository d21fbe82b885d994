using System.Net;
using System.Net.Sockets;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Webhook.Outbound;

/// <summary>
/// Connects to public addresses only, and to networks that the settings permit. A name is resolved once, every address that it has is checked, and the connection goes to a checked one: a name that
/// answers otherwise a moment later changes nothing.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OutboundGuard(
    IReadOnlyList<IPNetwork> permitted, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Func<IPEndPoint, CancellationToken, Task<Stream>> connect)
{
    public OutboundGuard(IReadOnlyList<IPNetwork> permitted)
        : this(permitted, static (host, token) => Dns.GetHostAddressesAsync(host, token), OpenAsync)
    {
    }

    /// <exception cref="NotSentException">The name has no address, or one that may not be reached.</exception>
    /// <exception cref="SocketException">No address took the connection.</exception>
    public async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new NotSentException($"'{host}' has no address.");
        }

        foreach (IPAddress address in addresses)
        {
            if (!IsPermitted(address))
            {
                throw new NotSentException($"'{host}' leads to {address}, which is no address of the public internet. Where it is meant, permit its network under outbound:networks.");
            }
        }

        for (int i = 0; ; i++)
        {
            try
            {
                return await connect(new IPEndPoint(addresses[i], port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                // another address may answer
            }
        }
    }

    private static async Task<Stream> OpenAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsPermitted(IPAddress address)
    {
        IPAddress plain = PublicAddress.Plain(address);
        return PublicAddress.IsPublic(plain) || permitted.Any(network => network.Contains(plain));
    }
}
