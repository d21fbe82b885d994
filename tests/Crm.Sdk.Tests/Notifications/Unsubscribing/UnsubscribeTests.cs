using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Privacy;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>Consents that are withdrawn with one click (RFC 8058).</summary>
public sealed class UnsubscribeTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];

    private static readonly UnsubscribeRequest Request = new(TenantId.Default, CustomerId.New(), "marketing", "mail");

    [Fact]
    public void CA_2_The_link_is_opaque_always_the_same_and_says_what_it_withdraws()
    {
        UnsubscribeLinks links = Links();
        string link = links.For(Request)!.AbsoluteUri;
        string token = link[(link.LastIndexOf('/') + 1)..];

        Assert.StartsWith("https://crm.example.com/u/", link, StringComparison.Ordinal);
        Assert.Equal(link, links.For(Request)!.AbsoluteUri);
        Assert.Equal(Request, links.Read(token));
        Assert.DoesNotContain("marketing", Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token)), StringComparison.Ordinal);
        Assert.NotEqual(link, links.For(Request with { Channel = null })!.AbsoluteUri);
        Assert.Null(links.For(Request with { Purpose = "statutory" }));
        Assert.Null(new UnsubscribeLinks(new UnsubscribeOptions(), ContactPolicy.Standard).For(Request));
    }

    [Fact]
    public void CA_2_A_token_that_was_altered_or_made_with_another_key_withdraws_nothing()
    {
        UnsubscribeLinks links = Links();
        string token = links.For(Request)!.Segments[^1];
        Law.Holds(Gen.Choose(0, token.Length - 1), Gen.Elements("AZaz09-_".ToCharArray()), (at, letter) =>
        {
            string altered = token[..at] + letter + token[(at + 1)..];
            Assert.True(altered == token || Refuses(links, altered) || links.Read(altered) == Request); // the last letter has bits that count for nothing
        });
        Assert.True(Refuses(links, "") && Refuses(links, "x") && Refuses(links, token[..^4]) && Refuses(links, new string('A', 5_000)) && Refuses(links, "ä"));
        Assert.True(Refuses(Links(new byte[32]), token));
        Assert.Equal(Request, Links(new byte[32], Key).Read(token)); // an old key is kept as long as its messages may be opened
    }

    [Theory]
    [InlineData("http://crm.example.com/u")]
    [InlineData("https://crm.example.com/u?x=1")]
    public void CA_2_Links_are_https(string address) =>
        Assert.Equal(NotificationErrorCodes.BadUnsubscribeSettings, Assert.Throws<CrmException>(() => new UnsubscribeLinks(new UnsubscribeOptions { Address = new Uri(address) }, ContactPolicy.Standard)).Code);

    [Fact]
    public async Task CA_2_Reading_changes_nothing_and_redeeming_withdraws_once()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        await desk.SayAsync(customer.Id, ConsentState.Granted);
        UnsubscribeLinks links = Links();
        var unsubscribing = new UnsubscribeDesk(desk.Fixture.Crm, desk.Consents, links, desk.Fixture.Clock);
        string token = links.For(Request with { Customer = customer.Id, Channel = "test" })!.Segments[^1];

        _ = links.Read(token);
        Assert.Equal(OutboxState.Sent, (await desk.SendAsync(customer.Id)).State);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("marketing", (await unsubscribing.RedeemAsync(token, CancellationToken.None)).Purpose);
        }

        Assert.Equal("gate.consent-withdrawn", (await desk.SendAsync(customer.Id)).Refusal?.Code);
        ConsentEntry withdrawn = (await desk.Fixture.RecordsAsync<ConsentEntry>()).Single(static entry => entry.State == ConsentState.Withdrawn);
        Assert.Equal((ConsentMethods.Unsubscribe, "unsubscribe"), (withdrawn.Method, withdrawn.Origin?.By.Value));
    }

    [Fact]
    public async Task CA_2_Two_clicks_at_once_withdraw_once_and_fail_for_nobody()
    {
        GateDesk desk = await GateDesk.StartAsync();
        Customer customer = await desk.CustomerAsync();
        UnsubscribeLinks links = Links();
        var unsubscribing = new UnsubscribeDesk(desk.Fixture.Crm, desk.Consents, links, desk.Fixture.Clock);
        string token = links.For(Request with { Customer = customer.Id })!.Segments[^1];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => unsubscribing.RedeemAsync(token, CancellationToken.None))));

        Assert.Single(await desk.Fixture.RecordsAsync<ConsentEntry>());
    }

    private static bool Refuses(UnsubscribeLinks links, string token)
    {
        try
        {
            links.Read(token);
            return false;
        }
        catch (CrmException refused)
        {
            return refused.Code == NotificationErrorCodes.BadUnsubscribeToken;
        }
    }

    private static UnsubscribeLinks Links(params byte[][] keys)
    {
        var options = new UnsubscribeOptions { Address = new Uri("https://crm.example.com/u") };
        foreach (byte[] key in keys.Length == 0 ? [Key] : keys)
        {
            options.Keys.Add(key);
        }

        return new UnsubscribeLinks(options, ContactPolicy.Standard);
    }
}
