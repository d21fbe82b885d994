using System.Text;
using Crm.Sdk.Channels.Sms;
using Crm.Sdk.Channels.Sms.Providers;
using Crm.Sdk.Notifications;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Sms;

/// <summary>What of text messages is their own beside the laws of channels (CA-2).</summary>
public sealed class SmsTests
{
    [Fact]
    public void CA_2_Aliyun_is_signed_as_its_documentation_prints()
    {
        const string empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        string query = AliyunSignature.Query(new Dictionary<string, string> { ["RegionId"] = "cn-shanghai", ["ImageId"] = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd" });
        var headers = new Dictionary<string, string>
        {
            ["host"] = "ecs.cn-shanghai.aliyuncs.com", ["x-acs-action"] = "RunInstances", ["x-acs-content-sha256"] = empty, ["x-acs-date"] = "2023-10-26T10:22:32Z",
            ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d", ["x-acs-version"] = "2014-05-26",
        };

        Assert.Equal(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
            AliyunSignature.Of("YourAccessKeyId", "YourAccessKeySecret", query, headers, empty));
    }

    [Fact]
    public void CA_2_Tencent_is_signed_as_its_documentation_prints() => Assert.Equal(
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
        TencentSignature.Of(
            "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "cvm", "cvm.tencentcloudapi.com",
            Encoding.UTF8.GetBytes("""{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"""), Instant.FromUnixTimeSeconds(1551113065)));

    [Theory]
    [InlineData("", 1)]
    [InlineData("a×160", 1)]
    [InlineData("a×161", 2)]
    [InlineData("a×306", 2)]
    [InlineData("a×307", 3)]
    [InlineData("€×80", 1)]
    [InlineData("€×81", 2)]
    [InlineData("€×153", 3)] // 76 of them fit into a part: what takes two places is not split
    [InlineData("中×70", 1)]
    [InlineData("中×71", 2)]
    [InlineData("中×134", 2)]
    [InlineData("中×135", 3)]
    [InlineData("😀×35", 1)]
    [InlineData("😀×36", 2)]
    [InlineData("😀×67", 3)] // 33 of them fit into a part
    public void A_text_is_paid_for_by_parts_of_160_and_153_or_of_70_and_67(string repeated, int parts)
    {
        string[] split = repeated.Split('×');
        Assert.Equal(parts, SmsSegments.Count(split.Length == 1 ? split[0] : string.Concat(Enumerable.Repeat(split[0], int.Parse(split[1], System.Globalization.CultureInfo.InvariantCulture)))));
    }

    [Fact]
    public void One_Chinese_character_makes_a_long_text_dearer() =>
        Assert.Equal((1, 3), (SmsSegments.Count(new string('a', 150)), SmsSegments.Count(new string('a', 149) + "中")));

    [Theory]
    [InlineData("13800138000", "+8613800138000", "13800138000")]
    [InlineData("+86 138-0013-8000", "+8613800138000", "13800138000")]
    [InlineData("0086 13800138000", "+8613800138000", "13800138000")]
    [InlineData("+1 (415) 555-2671", "+14155552671", null)]
    [InlineData("+86 10 8888 8888", "+861088888888", null)]
    public void Numbers_are_brought_to_E164(string written, string e164, string? withinChina)
    {
        PhoneNumber number = PhoneNumber.Read(written, "86")!.Value;
        Assert.Equal((e164, withinChina), (number.E164, number.WithinChina));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("12")]
    [InlineData("010-88888888;ext=12")]
    [InlineData("+123456789012345678")]
    public async Task What_takes_no_text_messages_is_refused_before_anything_is_sent(string? address)
    {
        await using var server = new LoopbackHttpServer(static request => throw new InvalidOperationException($"{request.Method} {request.Path} was sent."));
        DeliveryResult result = await SendAsync(server.Address, TestMessages.Create("sms", "k", address: address, template: Filled("1")));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
    }

    [Fact]
    public async Task A_text_that_would_be_paid_for_too_often_is_refused()
    {
        await using var server = new LoopbackHttpServer(static request => throw new InvalidOperationException($"{request.Method} {request.Path} was sent."));
        DeliveryResult result = await SendAsync(server.Address, TestMessages.Create("sms", "k", new string('中', 66), "13800138000", template: Filled("1")), maxSegments: 1); // 71 with 【阿克米】

        Assert.Equal((DeliveryOutcome.Rejected, "The text would be paid for as 2 messages, and sms:maxSegments is 1."), (result.Outcome, result.Reason));
    }

    [Fact]
    public async Task A_message_that_fills_no_template_is_refused()
    {
        await using var server = new LoopbackHttpServer(static request => throw new InvalidOperationException($"{request.Method} {request.Path} was sent."));

        Assert.Equal(DeliveryOutcome.Rejected, (await SendAsync(server.Address, TestMessages.Create("sms", "k", address: "13800138000"))).Outcome);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        var server = new LoopbackHttpServer(static _ => new LoopbackReply(200));
        await server.DisposeAsync();

        await Assert.ThrowsAsync<NotSentException>(() => SendAsync(server.Address, TestMessages.Create("sms", "k", address: "13800138000", template: Filled("1"))));
    }

    private static FilledTemplate Filled(string value) => new("SMS_1", [new TemplateArgument("code", value)]);

    private static async Task<DeliveryResult> SendAsync(Uri endpoint, OutgoingMessage message, int? maxSegments = null)
    {
        using var http = new HttpClient();
        var options = new SmsOptions { KeyId = "id", Secret = "secret", SignName = "阿克米", Endpoint = endpoint, MaxSegments = maxSegments };
        options.Templates.Add(new SmsTemplateOptions { Code = "SMS_1", Variables = { "code" } });
        return await new Crm.Sdk.Channels.Sms.SmsChannel(Options.Create(options), http, TimeProvider.System, SystemClock.Instance).SendAsync(message, CancellationToken.None);
    }
}
