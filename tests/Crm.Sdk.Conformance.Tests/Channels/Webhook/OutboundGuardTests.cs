using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>What the guard of outbound connections lets through, judged where it connects and not by the text of an address.</summary>
public sealed class OutboundGuardTests
{
    private static readonly string[] Inside =
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8",
        "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:a9fe:a9fe::",
        "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%2", "fec0::1", "ff02::1",
    ];

    /// <summary>Ways of writing 127.0.0.1 and others that filters by text overlook; .NET reads them all as addresses.</summary>
    private static readonly string[] Disguises =
        ["http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://017700000001/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.1/", "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:127.0.0.1]/",
         "http://2852039166/", "http://0xa9fea9fe/", "http://[::ffff:a9fe:a9fe]/", "http://10.1/", "http://３.127.0.0.1/", "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1./"];

    private readonly List<IPEndPoint> _connected = [];

    public static TheoryData<string> InsideAddresses => [.. Inside];

    public static TheoryData<string> DisguisedUrls => [.. Disguises];

    [Theory]
    [MemberData(nameof(InsideAddresses))]
    public async Task An_address_that_leads_inside_is_refused_whatever_name_leads_to_it(string address)
    {
        OutboundGuard guard = Guard(_ => [IPAddress.Parse(address)]);

        await Assert.ThrowsAsync<NotSentException>(() => guard.ConnectAsync("innocent.example", 443, CancellationToken.None));
        Assert.Empty(_connected);
    }

    [Theory]
    [MemberData(nameof(DisguisedUrls))]
    public async Task An_address_in_disguise_reaches_nothing(string url)
    {
        // The resolver is the real one: what it makes of the text is what is judged. A text that is no name or address is refused as well.
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri))
        {
            return;
        }

        var guard = new OutboundGuard([], static (host, token) => Dns.GetHostAddressesAsync(host, token), ConnectAsync);
        Exception? error = await Record.ExceptionAsync(() => guard.ConnectAsync(uri.DnsSafeHost, 80, CancellationToken.None));

        Assert.True(error is NotSentException or SocketException, $"{url} led to {error?.ToString() ?? "a connection"}");
        Assert.Empty(_connected);
    }

    [Fact]
    public async Task One_address_inside_among_public_ones_is_enough_to_refuse()
    {
        OutboundGuard guard = Guard(static _ => [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("10.0.0.1")]);

        await Assert.ThrowsAsync<NotSentException>(() => guard.ConnectAsync("mixed.example", 443, CancellationToken.None));
        Assert.Empty(_connected);
    }

    [Fact]
    public async Task A_name_that_changes_its_answer_is_connected_at_the_address_that_was_checked()
    {
        int asked = 0;
        OutboundGuard guard = Guard(_ => [asked++ == 0 ? IPAddress.Parse("93.184.216.34") : IPAddress.Loopback]);

        await guard.ConnectAsync("rebinding.example", 443, CancellationToken.None);

        Assert.Equal(1, asked);
        Assert.Equal([new IPEndPoint(IPAddress.Parse("93.184.216.34"), 443)], _connected);
        await Assert.ThrowsAsync<NotSentException>(() => guard.ConnectAsync("rebinding.example", 443, CancellationToken.None));
        Assert.Single(_connected);
    }

    [Fact]
    public async Task A_name_without_an_address_is_refused()
    {
        await Assert.ThrowsAsync<NotSentException>(() => Guard(static _ => []).ConnectAsync("nothing.example", 443, CancellationToken.None));
        await Assert.ThrowsAsync<SocketException>(() => Guard(static _ => throw new SocketException((int)SocketError.HostNotFound)).ConnectAsync("nothing.example", 443, CancellationToken.None));
    }

    [Fact]
    public async Task A_network_that_the_settings_permit_is_reached_and_its_neighbour_is_not()
    {
        OutboundGuard guard = Guard(static host => [IPAddress.Parse(host)], "10.20.0.0/16");

        await guard.ConnectAsync("10.20.255.1", 8080, CancellationToken.None);
        await guard.ConnectAsync("::ffff:10.20.0.1", 8080, CancellationToken.None);
        await Assert.ThrowsAsync<NotSentException>(() => guard.ConnectAsync("10.21.0.1", 8080, CancellationToken.None));
        Assert.Equal(2, _connected.Count);
    }

    [Fact]
    public async Task Where_one_public_address_does_not_answer_the_next_is_tried()
    {
        var guard = new OutboundGuard([], static (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("8.8.8.8")]), (target, token) =>
            target.Address.Equals(IPAddress.Parse("1.1.1.1")) ? throw new SocketException((int)SocketError.ConnectionRefused) : ConnectAsync(target, token));

        await guard.ConnectAsync("two.example", 443, CancellationToken.None);

        Assert.Equal("8.8.8.8", Assert.Single(_connected).Address.ToString());
    }

    [Fact]
    public void All_of_IPv4_is_sorted_as_the_registry_sorts_it()
    {
        (uint From, uint To)[] closed = [.. Table().Select(static line => (From(line), From(line) + (uint)((1UL << (32 - Bits(line))) - 1)))];
        for (ulong address = 0; address <= uint.MaxValue; address += (address >> 24) is 192 or 198 or 203 ? 256u : 65_536u) // there the closed ones are small
        {
            bool inside = closed.Any(range => address >= range.From && address <= range.To);
            if (PublicAddress.IsPublic(new IPAddress(BitConverter.GetBytes((uint)IPAddress.HostToNetworkOrder((int)(uint)address)))) == inside)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{address} is sorted wrongly."));
            }
        }

        static string[] Table() =>
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3",
        ];

        static uint From(string line) => (uint)IPAddress.NetworkToHostOrder((int)BitConverter.ToUInt32(IPAddress.Parse(line.Split('/')[0]).GetAddressBytes()));

        static int Bits(string line) => int.Parse(line.Split('/')[1], CultureInfo.InvariantCulture);
    }

    private OutboundGuard Guard(Func<string, IPAddress[]> resolve, params string[] permitted) =>
        new([.. permitted.Select(static network => IPNetwork.Parse(network))], (host, _) => Task.FromResult(resolve(host)), ConnectAsync);

    private Task<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        _connected.Add(target);
        return Task.FromResult(Stream.Null);
    }
}
