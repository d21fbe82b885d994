using System.Text;
using Crm.Sdk.Channels.Webhook;
using Crm.Sdk.Channels.Webhook.Robots;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>Signatures equal to values that were computed apart from the SDK, by Python's hmac, or that the scheme's own documentation prints (CA-2).</summary>
public sealed class ChannelSignatureTests
{
    [Theory]
    [InlineData(1700000000123, "SEC0123456789abcdef", "V9VP5gL2WDsEZvZQHnbd9k4n+p56ibcLMh+WKMZRQas=")]
    [InlineData(1763740800000, "SECa1b2c3d4e5f60718293a4b5c6d7e8f90", "IeGyKw51J7p4WuFphefF58mMenQlucm+EGKJ3Wb6nsE=")]
    public void CA_2_DingTalk_signs_timestamp_and_secret_by_the_secret(long milliseconds, string secret, string signature) =>
        Assert.Equal(signature, RobotSignatures.DingTalk(milliseconds, secret));

    [Fact]
    public void CA_2_a_signature_of_DingTalk_is_encoded_once() => Assert.Equal(
        "V9VP5gL2WDsEZvZQHnbd9k4n%2Bp56ibcLMh%2BWKMZRQas%3D", Uri.EscapeDataString(RobotSignatures.DingTalk(1700000000123, "SEC0123456789abcdef")));

    [Theory]
    [InlineData(1700000000, "demo-secret", "mYHw2R2SOm8Rw/sne3lQdmz4sOfntKR+1P/8RKKTwmA=")]
    [InlineData(1763740800, "k3yWith中文", "zGHVn+I4UeqkmOERw5X9vV1jwTd8XHgrEXNh6OdsVIQ=")]
    public void CA_2_Feishu_signs_nothing_by_timestamp_and_secret(long seconds, string secret, string signature) =>
        Assert.Equal(signature, RobotSignatures.Feishu(seconds, secret));

    [Theory]
    [InlineData("""{"test": 2432232314}""", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("""{"客户":"李雷","amount":11.77}""", "v1,ba0sJZCkTm8aqqtDgjf9e82X5soyExP2RHa3Iet03k0=")]
    public void CA_2_a_webhook_is_signed_over_id_timestamp_and_body(string body, string signature)
    {
        byte[] secret = WebhookSignature.Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

        Assert.Equal(signature, WebhookSignature.Of([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes(body)));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64!")]
    public void A_text_that_is_no_secret_of_a_webhook_is_told(string text) => Assert.Null(WebhookSignature.Key(text));
}
