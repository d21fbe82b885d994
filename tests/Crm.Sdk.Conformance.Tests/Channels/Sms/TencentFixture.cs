using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Crm.Sdk.Channels.Sms;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Channels.Sms;

/// <summary>Tencent's side: it verifies TC3-HMAC-SHA256 with code of its own. Whatever happened comes with 200.</summary>
public sealed class TencentFixture() : ProviderFixture(Read, Answer)
{
    private protected override void Set(SmsOptions options)
    {
        options.Provider = SmsProvider.Tencent;
        options.AppId = "1400006666";
    }

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        string timestamp = request.Headers["X-TC-Timestamp"];
        string scope = DateTimeOffset.FromUnixTimeSeconds(long.Parse(timestamp, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "/sms/tc3_request";
        string canonical = $"POST\n/\n\ncontent-type:{request.Headers["Content-Type"]}\nhost:{request.Headers["Host"]}\n\ncontent-type;host\n{Hash(request.Body)}";
        byte[] key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("TC3" + Secret), Keyed);
        string expected = Convert.ToHexStringLower(Keyed(key, $"TC3-HMAC-SHA256\n{timestamp}\n{scope}\n{Hash(canonical)}"));
        using JsonDocument body = JsonDocument.Parse(request.Body);
        return request.Headers["Authorization"] == $"TC3-HMAC-SHA256 Credential={KeyId}/{scope}, SignedHeaders=content-type;host, Signature={expected}"
            && (Text("SmsSdkAppId"), Text("SignName"), Text("TemplateId"), request.Headers["X-TC-Action"]) == ("1400006666", SignName, "SMS_154950909", "SendSms")
            ? (new ReceivedMessage(body.RootElement.GetProperty("TemplateParamSet")[0].GetString()!, body.RootElement.GetProperty("PhoneNumberSet")[0].GetString()), null)
            : throw new InvalidOperationException("The signature does not match, or the request is not complete.");

        string? Text(string name) => body.RootElement.GetProperty(name).GetString();
    }

    private static LoopbackReply Answer(ProviderBehaviour behaviour, ReceivedMessage message) => behaviour switch
    {
        ProviderBehaviour.Accepts => Status("Ok", "send success", message),
        ProviderBehaviour.Busy => Status("LimitExceeded.PhoneNumberThirtySecondLimit", "too fast", message),
        ProviderBehaviour.Fails => Error("InternalError.OtherError", "something is wrong"),
        ProviderBehaviour.Refuses => Status("InvalidParameterValue.IncorrectPhoneNumber", $"{message.Address} is wrong: {message.Text}", message),
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour)),
    };

    private static LoopbackReply Status(string code, string words, ReceivedMessage message) =>
        new(200, JsonSerializer.Serialize(new { Response = new { SendStatusSet = new[] { new { SerialNo = "5000:1045710669157053657849499619", PhoneNumber = message.Address, Fee = 1, Code = code, Message = words } }, RequestId = "a0aabda6" } }));

    private static LoopbackReply Error(string code, string words) => new(200, JsonSerializer.Serialize(new { Response = new { Error = new { Code = code, Message = words }, RequestId = "a0aabda6" } }));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Keyed(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
